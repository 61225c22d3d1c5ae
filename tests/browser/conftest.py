"""One Chromium for all tests of this folder, and a window each."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.window import ARGUMENTS, opened
from tests.served import Served
from tests.storm import storm_site

expect.set_options(timeout=15_000)  # as long as a page is waited for (window.py)


# Closed with the last test of this folder: while it is open, asyncio cannot be run beside it.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed. Run: apt-get install chromium")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, site: Served) -> Iterator[Page]:
    with opened(browser, site) as page:
        yield page


@pytest.fixture(scope="session")
def storm() -> Served:
    """A page over articles that agree, differ, copy and correct one another."""
    return storm_site()


@pytest.fixture
def desk(browser: Browser, storm: Served) -> Iterator[Page]:
    """A window on that page."""
    with opened(browser, storm) as page:
        yield page
