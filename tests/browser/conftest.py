"""One Chromium for all tests of this folder, and a window each."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.editing import articles_tab, start_own
from tests.browser.window import ARGUMENTS, NO_BROWSER, browser_path, opened
from tests.served import Served
from tests.storm import storm_site

expect.set_options(timeout=15_000)  # as long as a page is waited for (window.py)


# Closed with the last test of this folder: while it is open, asyncio cannot be run beside it.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = browser_path()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
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


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page of the module's own, over articles that are changed."""
    site = start_own(tmp_path_factory.mktemp("own"))
    yield site
    site.stop()


@pytest.fixture
def tab(browser: Browser, own: Served) -> Iterator[Page]:
    """A window on its Articles tab."""
    with articles_tab(browser, own) as page:
        yield page
