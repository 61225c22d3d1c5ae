"""Plain text: exactly the file, in whatever encoding its bytes tell of."""

import datetime
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.corpus import list_files, read_articles
from tests.reading.files import DAY, SENTENCE, one, reason, source

REAL = Path(__file__).parents[3] / "shared" / "articles"


def test_text_is_exactly_the_file(tmp_path: Path) -> None:
    text = f"\r\n  Fraud cases fall \r\n\r\n{SENTENCE}\r\n\u2028\fend \t\r\n\r\n"
    article = one(tmp_path / "a.txt", text)
    assert (article.path, article.text, article.title) == ("a.txt", text, "Fraud cases fall")
    assert one(tmp_path / "a.txt", b"\xef\xbb\xbf" + text.encode()).text == text


@given(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t"), min_size=1
    ).filter(lambda text: text.strip() and not text.startswith(("---", "\ufeff")))
)
def test_any_unicode_text_round_trips(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    location = tmp_path_factory.getbasetemp() / "any.txt"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert one(location, text.encode(encoding)).text == text


TEXTS = {
    "cp1252": "La police a remis 4 666 suspects après une enquête menée à l’étranger : très bien.",
    "cp1250": "Policja przekazała podejrzanych. Liczba zgłoszonych przypadków zmniejszyła się.",
    "cp1251": "Полиция передала 4666 подозреваемых, заявил представитель министерства.",
    "koi8_r": "Полиция передала 4666 подозреваемых, заявил представитель министерства.",
    "cp1253": "Η αστυνομία παρέδωσε 4.666 υπόπτους, δήλωσε ο εκπρόσωπος του υπουργείου.",
    "gb18030": "今年以来,缅北执法部门共向我方移交电信网络诈骗犯罪嫌疑人4666名。",
    "big5": "今年以來,緬北執法部門共向我方移交電信網路詐騙犯罪嫌疑人4666名。",
    "shift_jis": "今年、ミャンマー北部の法執行機関は4666人の容疑者を中国に引き渡した。",
    "euc_kr": "올해 미얀마 북부 법 집행 기관은 4666명의 통신 사기 용의자를 중국에 인도했다.",
    "cp1256": "سلمت الشرطة 4666 مشتبها بهم، حسبما قال المتحدث باسم الوزارة.",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_encodings_told_by_their_bytes(tmp_path: Path, encoding: str) -> None:
    assert one(tmp_path / "a.txt", TEXTS[encoding].encode(encoding)).text == TEXTS[encoding]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"---\ntitle: Only this\n---\n\n", "empty below its front matter"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data, not text"),
        (b"\x01\x02\x03\x04 a", "binary data, not text"),
        (b"\xff\xfea", "not valid UTF-16, although it begins with its mark"),
        ("très bien, à bientôt".encode()[:-1] + b"\xc3 end", "damaged UTF-8 at byte 22"),
        (
            "Peña was there.".encode("cp1252"),
            "text encoding could be cp1252 or cp1250; save it as UTF-8",
        ),
        ("The café closed.".encode("mac_roman"), "unknown text encoding; save it as UTF-8"),
        ("He met 习近平.".encode("gb18030"), "unknown text encoding; save it as UTF-8"),
        (bytes(range(128, 256)) * 9, "unknown text encoding; save it as UTF-8"),
    ],
)
def test_what_is_no_text_is_skipped_not_guessed(tmp_path: Path, data: bytes, expected: str) -> None:
    assert reason(tmp_path / "a.txt", data) == expected


def test_date_in_the_header_wins_over_the_files_name(tmp_path: Path) -> None:
    text = f"Fraud cases fall\n\nUpdated on 2023-10-31\n\n{SENTENCE}"
    assert one(tmp_path / "2023-11-05-fraud.txt", text).date == DAY
    assert one(tmp_path / "2023-10-31-fraud.txt", SENTENCE).date == DAY
    location = tmp_path / "fraud.txt"
    location.write_text(SENTENCE)
    os.utime(location, (1e9, 1e9))
    assert read_articles(source(location))[0][0].date is None  # never the file's own time


@pytest.mark.skipif(not REAL.is_dir(), reason="the five real articles are not beside this checkout")
def test_real_articles() -> None:
    files, skipped = list_files([REAL])
    assert skipped == []
    articles = [article for file in files for article in read_articles(file)[0]]
    assert [(article.path, article.title, article.date) for article in articles] == [
        ("000.txt", None, None),
        ("001.txt", "Nation's anti-fraud campaign bearing fruit", None),
        (
            "002.txt",
            "China has sent working groups to Cambodia to fight telecommunications fraud",
            None,
        ),
        ("003.txt", None, None),
        ("004.txt", None, datetime.date(2024, 1, 31)),
    ]
    for article in articles:
        assert article.text.encode() == (REAL / article.path).read_bytes()
