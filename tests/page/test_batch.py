"""Files of questions: sent, answered, fetched."""

import csv
import io
import json

import httpx
import pytest

from tests.page.clients import file_data, upload
from tests.served import Served


def test_batch_downloads_hold_every_field(site: Served) -> None:
    [path] = upload(site, "q.txt", "How many phones were seized in Harbin?\n=1+1\n")
    reports = site.stream("batch", questions=file_data(path, "q.txt"))
    assert [json.loads(each["line"])["question"] for each in reports[:2]][1] == "=1+1"
    downloads = reports[-1]["downloads"]
    with httpx.Client(base_url=site.url, trust_env=False) as client:
        lines = client.get(downloads["jsonl"]).text.splitlines()
        table = client.get(downloads["csv"])
        assert client.get("/answers/..%2f../csv").status_code == 404
        assert client.get(downloads["csv"].replace("csv", "txt")).status_code == 404
    assert "attachment" in table.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert json.loads(lines[0])["answer"] == rows[0]["answer"] == "1,312"
    assert rows[1]["question"] == "'=1+1"


def test_a_file_of_questions_of_another_kind_is_refused(site: Served) -> None:
    [path] = upload(site, "q.docx", "x")
    with pytest.raises(RuntimeError, match=r"^q\.docx is not a file of questions.*\.txt"):
        site.call("batch", questions=file_data(path, "q.docx"))
    [path] = upload(site, "ages.csv", "name,age\nA,1\n")
    with pytest.raises(RuntimeError, match=r"^ages\.csv has no column named question"):
        site.call("batch", questions=file_data(path, "ages.csv"))


def test_the_same_file_twice_at_once(site: Served) -> None:
    [path] = upload(site, "same.txt", "How many phones were seized in Harbin?\n")
    for _ in range(2):  # the second upload of the same bytes is the same file
        last = site.call("batch", questions=file_data(path, "same.txt"))
        assert last["done"] == 1


def test_a_batch_goes_on_where_it_was_left(site: Served) -> None:
    harbin, nobody = "How many phones were seized in Harbin?", "Who?"
    [path] = upload(site, "rest.txt", f"{nobody}\n\n{harbin}\n{nobody}\n")
    reports = site.stream("batch", questions=file_data(path, "rest.txt"), skip=1)
    rows = [json.loads(each["line"]) for each in reports if "line" in each]
    assert [row["question"] for row in rows] == [harbin, nobody]
    assert rows[0]["answer"] == "1,312"
    assert [each["done"] for each in reports][:3] == [2, 3, 3]
    for skip in (3, 10**9):
        assert site.stream("batch", questions=file_data(path, "rest.txt"), skip=skip)[0].keys() == {
            "done", "total", "downloads",
        }  # fmt: skip
    for skip in (-1, 10**30):
        with pytest.raises(RuntimeError, match=f"skip is to be a number from 0 to .*, not {skip}"):
            site.call("batch", questions=file_data(path, "rest.txt"), skip=skip)
