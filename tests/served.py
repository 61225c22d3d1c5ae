"""A real page process over a small corpus of its own, for the tests of the page and its API."""

import atexit
import functools
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import httpx

from index.store import STORE_FILE

ROOT = Path(__file__).parent.parent
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"  # Gradio's client would tell of its use

HANDOVER = (
    "Suspects handed over at the border\n\n"
    + "\n\n".join(
        f"Paragraph {number} tells of other things: of weather, harvests and the price of rice "
        "in the hills, where the road was closed again and nothing much happened all week."
        for number in range(1, 25)
    )
    + "\n\nThis year, a total of 4,666 suspects involved in telecom fraud have been handed over "
    "to Chinese authorities by Myanmar. Of these, 205 were fugitives.\n\n"
    + "\n\n".join(f"Closing remark {number} was about the harvest." for number in range(1, 25))
    + "\n"
)
ARTICLES = {
    "handover.md": "---\ntitle: Suspects handed over at the border\nsource: The Border Post\n"
    "date: 2023-10-31\n---\n" + HANDOVER,
    "harbin.txt": "Phones seized in Harbin\r\n\r\nUpdated on 2023-11-02\r\n\r\n"
    "🎣 Phishing 😀 keeps growing, police said. 🇨🇳 In Harbin, 1,312 phones 📱 were seized from "
    "fraud gangs on Monday.\r\n\r\n👩‍👩‍👧 Families were warned.\r\n",
    "markup.md": '---\ntitle: "<img src=x onerror=alert(1)> & <b>bold</b> claims"\n'
    'source: "<i>Wire</i>"\ndate: 2022-05-01\n---\n'
    "The witness wrote <script>document.title='pwned'</script> 77 letters to the <b>ministry</b> "
    "about the harbour.\n",
    "arabic.txt": "إعادة المشتبه بهم\n\n"
    "قالت الوزارة إن 512 مشتبها به نقلوا إلى العاصمة يوم الأحد.\n",
    "chinese.txt": "电信诈骗案件下降\n\n公安部表示,全国共破获电信网络诈骗案件46.4万起。\n",
    "port-2022.md": "---\ntitle: The port in spring\nsource: Harbour Daily\ndate: 2022-06-01\n---\n"
    "In April, 310 ships called at the port of Wrapton.\n",
    "port-2024.txt": "The port in winter\n\nUpdated on 2024-01-31\n\n"
    "In January, 8,412 ships called at the port of Wrapton.\n",
    "empty.txt": "",
    "photo.xyz": "not an article",
}


@dataclass(frozen=True)
class Served:
    """A page process: where it is, and where its articles are."""

    url: str
    corpus: Path
    process: subprocess.Popen[bytes]
    log: Path  # what the terminal shows
    scratch: Path  # where its uploads lie

    def uploads(self) -> list[str]:
        """Every file that was uploaded or answered."""
        return sorted(str(path) for path in self.scratch.rglob("*") if path.is_file())

    def stop(self) -> None:
        """End the page. Raises TimeoutExpired where it does not end within a minute."""
        self.process.terminate()
        self.process.wait(timeout=60)

    def call(self, name: str, **values: Any) -> Any:
        """Call an endpoint over plain HTTP, as the README shows it; return what it returns."""
        return self.stream(name, **values)[-1]

    def stream(self, name: str, **values: Any) -> list[Any]:
        """Call an endpoint and return everything that it reports, the result last."""
        with httpx.Client(base_url=self.url, timeout=60, trust_env=False) as client:
            started = client.post(f"/gradio_api/call/v2/{name}", json=values)
            if started.status_code == 400:
                raise RuntimeError(started.json()["error"])
            started.raise_for_status()
            events = client.get(f"/gradio_api/call/v2/{name}/{started.json()['event_id']}").text
        found = re.findall(r"event: (\w+)\ndata: (.*)\n", events)
        if found[-1][0] == "error":
            raise RuntimeError(json.loads(found[-1][1])["error"])
        return [json.loads(data)[0] for event, data in found if event != "heartbeat"]


def start(
    folder: Path,
    articles: dict[str, str],
    damaged: bool = False,
    options: Sequence[str] = (),
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Served:
    """Start a page over these articles, not yet indexed, or over an index that is no index."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for name, text in articles.items():
        (corpus / name).write_bytes(text.encode())
    if damaged:
        (folder / "index").mkdir()
        (folder / "index" / STORE_FILE).write_bytes(b"no database " * 1000)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "ui.py", "--index", str(folder / "index")]
    command += ["--corpus", str(corpus), "--port", str(port), "--check-hours", "0", *options]
    log = (folder / "log.txt").open("wb")
    scratch = folder / "scratch"
    scratch.mkdir()
    own = {"OMP_NUM_THREADS": "2", "TMPDIR": str(scratch)}
    environment = {**os.environ, **own, **environment}
    process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=environment)
    atexit.register(_stop, process)
    served = Served(f"http://127.0.0.1:{port}", corpus, process, folder / "log.txt", scratch)
    deadline = time.monotonic() + 90
    while "Gleaner is at" not in (folder / "log.txt").read_text():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError((folder / "log.txt").read_text())
        time.sleep(0.1)
    return served


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()


@functools.cache
def library() -> Served:
    """The page that most tests share, with its articles indexed."""
    folder = Path(tempfile.mkdtemp(prefix="gleaner-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    served = start(folder, ARTICLES)
    served.call("reindex")
    served.call("ask", question="Who?")  # loads the reader, so that no test waits for it
    return served
