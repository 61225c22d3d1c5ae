"""SQuAD files: an article a group of paragraphs."""

import json
from pathlib import Path

from index.records import Article
from tests.reading.files import read, reason


def test_squad(tmp_path: Path) -> None:
    content = {
        "data": [
            {
                "title": "Ice_hockey",
                "paragraphs": [{"context": "One."}, {"context": "Two."}, {"context": "One."}],
            },
            {"title": "Empty", "paragraphs": []},
            "nothing",
        ]
    }
    articles, reasons = read(tmp_path / "a.json", json.dumps(content))
    assert articles == [Article("a.json#1", "One.\n\nTwo.", title="Ice hockey")]
    assert reasons == ["group 2: no text", "group 3: no paragraphs"]
    assert reason(tmp_path / "a.json", "{}").startswith("JSON, but not in SQuAD format")
    assert reason(tmp_path / "a.json", "{") == "not valid JSON"
