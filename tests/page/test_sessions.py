"""Other sessions: uploads, answers and calls are given to none but the one that made them."""

import httpx

from qa.page.sessions import Claims, Sessions
from tests.page.clients import PASSWORD, QUESTION, call, client, file_data
from tests.served import Served


def test_the_session_s_cookie_is_out_of_reach(site: Served) -> None:
    answer = httpx.post(site.url + "/session", trust_env=False)
    name, _, rest = answer.headers["set-cookie"].partition("=")
    value, *attributes = rest.split("; ")
    assert name == f"gleaner-{site.url.rpartition(':')[2]}"
    assert len(value) == 43
    assert set(attributes) == {"HttpOnly", "SameSite=Strict", "Path=/"}
    again = httpx.post(site.url + "/session", cookies={name: value}, trust_env=False)
    assert "set-cookie" not in again.headers


def test_uploads_and_answers_belong_to_their_session(site: Served) -> None:
    with client(site) as mine, client(site) as yours, client(site) as nobody:
        mine.post("/session")
        yours.post("/session")
        path = mine.post("/gradio_api/upload", files={"files": ("q.txt", QUESTION)}).json()[0]
        questions = file_data(path, "q.txt")
        for other in (yours, nobody):
            refused = other.post("/gradio_api/call/v2/batch", json={"questions": questions})
            assert (refused.status_code, "not uploaded" in refused.text) == (400, True)
        done = call(mine, "batch", questions=questions)
        for url in done["downloads"].values():
            assert mine.get(url).status_code == 200
            assert mine.head(url).status_code == 200
            for other in (yours, nobody):
                assert other.get(url).status_code == 404
        # Who uploads the same has it too.
        yours.post("/gradio_api/upload", files={"files": ("q.txt", QUESTION)})
        assert call(yours, "batch", questions=questions)["done"] == 1


def test_a_call_s_answer_belongs_to_who_made_it_and_is_told_once(site: Served) -> None:
    with client(site) as mine, client(site) as yours:
        mine.post("/session")
        yours.post("/session")
        event = mine.post("/gradio_api/call/v2/articles", json={}).json()["event_id"]
        url = f"/gradio_api/call/v2/articles/{event}"
        assert yours.get(url).status_code == 404
        assert "harbin.txt" in mine.get(url).text
        assert mine.get(url).status_code == 404
        joined = {"session_hash": event, "data": [], "fn_index": 3}
        assert mine.post("/gradio_api/queue/join", json=joined).status_code == 200
        assert yours.post("/gradio_api/queue/join", json=joined).status_code == 400
        assert yours.get(f"/gradio_api/queue/data?session_hash={event}").status_code == 404
        assert yours.get(f"/gradio_api/heartbeat/{event}").status_code == 404
        cancel = {"session_hash": event, "fn_index": 0, "event_id": "x"}
        assert yours.post("/gradio_api/cancel", json=cancel).status_code == 400
    assert "Traceback" not in site.log.read_text()


def test_a_queue_is_read_by_the_name_that_was_looked_at(site: Served) -> None:
    with client(site) as mine, client(site) as yours:
        for session, name in ((mine, "mine-1"), (yours, "yours-1")):
            session.post("/session")
            joined = {"session_hash": name, "data": [], "fn_index": 3}
            assert session.post("/gradio_api/queue/join", json=joined).status_code == 200
        both = "/gradio_api/queue/data?session_hash=yours-1&session_hash=mine-1"
        assert "harbin.txt" in yours.get(both).text  # their own
        assert "harbin.txt" in mine.get("/gradio_api/queue/data?session_hash=mine-1").text


def test_the_oldest_claims_are_forgotten() -> None:
    claims = Claims(limit=2)
    for thing in ("a", "b", "c"):
        claims.add(thing, "me")
    assert [claims.holds(thing, "me") for thing in ("a", "b", "c")] == [False, True, True]
    assert not claims.holds("b", None)
    assert claims.take("d", None)
    assert not claims.take("d", "me")


def test_only_who_logged_in_has_a_session() -> None:
    sessions = Sessions(7860, PASSWORD)
    cookie = sessions.log_in(PASSWORD, "192.0.2.1").partition(";")[0]
    assert sessions.find(cookie)
    assert sessions.find(f"other=1; {cookie}")
    assert not sessions.find(cookie.replace("7860", "7861"))
    assert not sessions.find(cookie[:-1] + ("a" if cookie[-1] != "a" else "b"))
    odd = 'prefs={"theme":"dark"}; a[0]=1; my cookie=1; flag; path=/; x="abc'
    assert sessions.find(f"{odd}; {cookie}; gleaner-7860=junk; n=\xe9")
    for nonsense in ("", ";;", "gleaner-7860", "gleaner-7860=", 'gleaner-7860="', "\xff=\x00"):
        assert sessions.find(nonsense) is None
