"""Where a Milvus is, and what is known of it beside: nothing secret is recorded."""

import subprocess
import sys
from pathlib import Path

import pytest

import build_index as command
from index.engines import written_engine
from index.engines.milvus.address import CA, CERTIFICATE, KEY, TOKEN, address_of, credentials
from index.engines.milvus.indexes import KIND, chosen_kind
from index.engines.milvus.installed import CLIENT, EMBEDDED, check_installed, why_not
from index.errors import UserError
from index.store import STORE_FILE
from tests.milvus.folders import Folder
from tests.milvus.places import milvus
from tests.test_structure import ROOT, importers


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("milvus", "milvus"),
        ("local", "local"),
        ("milvus=http://localhost", "milvus=http://localhost:19530"),
        ("milvus=https://milvus.example.org:443/", "milvus=https://milvus.example.org:443"),
        ("milvus=http://[::1]:19530/news", "milvus=http://[::1]:19530/news"),
        ("milvus=/srv/milvus/../kept", "milvus=/srv/kept"),
        ("milvus=kept", f"milvus={Path('kept').resolve()}"),
    ],
)
def test_an_engine_is_written_whole(typed: str, written: str) -> None:
    assert written_engine(typed) == written


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("sundial", "There is no engine sundial. Engines: local, "),
        ("local=x", "The engine local is in the index itself"),
        ("milvus=ftp://here", "ftp://here is no address of a Milvus server"),
        ("milvus=http://", "is no address of a Milvus server"),
        ("milvus=http://here:port", "http://here:port is no address"),
        ("milvus=http://root:secret@here:19530", "give http://here:19530, .* GLEANER_MILVUS_TOKEN"),
        ("milvus=http://secret@here", "may hold no secret: give http://here, "),
        ("milvus=http://here?token=secret", "may hold no secret: give http://here, "),
        ("milvus=http://here#secret", "may hold no secret: give http://here, "),
        ("milvus=http://root:secret@here:port", "no address"),
        ("milvus=ftp://root:secret@here", "may hold no secret"),
    ],
)
def test_what_is_no_address_is_told_and_a_secret_never(typed: str, told: str) -> None:
    with pytest.raises(UserError, match=told) as error:
        written_engine(typed)
    assert "secret@" not in str(error.value)
    assert ":secret" not in str(error.value)
    assert "=secret" not in str(error.value)


def test_without_an_address_it_is_in_the_index(tmp_path: Path) -> None:
    assert address_of("", tmp_path).folder == (tmp_path / "milvus").resolve()


def test_secrets_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (TOKEN, CA, CERTIFICATE, KEY):
        monkeypatch.delenv(name, raising=False)
    assert credentials() == {}
    monkeypatch.setenv(TOKEN, "root:secret")
    assert credentials() == {"token": "root:secret"}
    monkeypatch.setenv(CA, "/ca.pem")
    assert credentials() == {"token": "root:secret", "server_pem_path": "/ca.pem"}
    monkeypatch.setenv(CERTIFICATE, "/me.pem")
    monkeypatch.setenv(KEY, "/me.key")
    assert credentials() == {
        "token": "root:secret", "ca_pem_path": "/ca.pem", "client_pem_path": "/me.pem",
        "client_key_path": "/me.key",
    }  # fmt: skip


def test_a_token_is_in_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "a-secret-of-sixteen")
    folder = Folder(tmp_path, milvus())
    folder.fill(3)
    folder.build()
    assert (folder.directory / STORE_FILE).is_file()
    for file in folder.directory.rglob("*"):
        assert not file.is_file() or b"a-secret-of-sixteen" not in file.read_bytes(), file


def test_a_file_beside_the_packages_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client's package would read .env files, and take what they say into the environment."""
    (tmp_path / ".env").write_text("MILVUS_URI=http://elsewhere\nODD=1\n")
    program = (
        "import sys, dotenv.main; dotenv.main.find_dotenv = lambda *a, **k: sys.argv[1]; "
        "from index.engines.milvus.client import _client_class; _client_class(); "
        "import os; print(os.environ.get('ODD'), os.environ.get('MILVUS_URI'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / ".env")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["None", "None"]


@pytest.mark.parametrize(
    ("package", "found", "is_well"),
    [
        (CLIENT, None, False),
        (CLIENT, "2.6.13", False),
        (CLIENT, "3.0.2", True),
        (CLIENT, "4.0.0rc1", True),
        (EMBEDDED, "3.2.0", False),
        (EMBEDDED, "3.2.2", True),
        (EMBEDDED, "3.10.0", True),
    ],
)
def test_what_to_install_is_told(package: str, found: str | None, is_well: bool) -> None:
    problem = why_not(package, found)
    assert (problem is None) == is_well
    if problem:
        assert "pip install -r requirements-milvus.txt" in problem
        assert "'.[milvus]'" in problem


def test_without_the_packages_a_build_says_what_to_install_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check_installed(CLIENT)
    monkeypatch.setattr("index.engines.milvus.installed.version", _none)
    folder = Folder(tmp_path, "local")
    folder.fill(3)
    typed = [str(folder.corpus), "--index", str(folder.directory), "--engine", "milvus"]
    assert command.main(typed) == 1
    said = capsys.readouterr().err
    assert "needs the package pymilvus" in said
    assert said.count("\n") == 1
    assert not (folder.directory / STORE_FILE).exists()


def _none(package: str) -> str:
    from importlib.metadata import PackageNotFoundError

    raise PackageNotFoundError(package)


def test_the_packages_are_known_to_few() -> None:
    assert importers("pymilvus") == {
        "index/engines/milvus/client.py", "index/engines/milvus/collection.py",
    }  # fmt: skip
    assert importers("milvus_lite") == {"index/engines/milvus/keeper.py"}


def test_who_does_not_use_it_does_not_load_it() -> None:
    """So that nothing of it can be reached, nor reach out."""
    program = (
        "import sys, index.build, index.search, index.checking.check; "
        "print({'pymilvus', 'grpc', 'milvus_lite', 'pyarrow'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_an_index_of_vectors_that_is_unknown_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen_kind() == "FLAT"
    monkeypatch.setenv(KIND, "hnsw")
    assert chosen_kind() == "HNSW"
    monkeypatch.setenv(KIND, "sundial")
    with pytest.raises(UserError, match=r"GLEANER_MILVUS_INDEX is SUNDIAL.*FLAT, HNSW"):
        chosen_kind()
