"""The commands around installing and signing, as an operator types them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from game import cli
from game.packs.install.names import MANIFEST
from game.settings import Settings, write_settings
from game.tools import packs_install, packs_sign
from game.tools.packs_sign import Cost
from tests.packs.install.made import NOON, pack, plain_check, terms, write

Run = Callable[..., tuple[int, str, str]]
PASSPHRASE = "一句足够长的口令 correct horse"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command with lines for its questions; its exit code, output and errors."""
    from game.settings import read_settings

    monkeypatch.setattr(packs_sign, "inspect", plain_check)
    here = lambda data, questions: terms(data, read_settings(data).signed_only)  # noqa: E731
    monkeypatch.setattr(packs_install, "terms", here)
    monkeypatch.setattr(packs_sign, "terms", here)
    monkeypatch.setattr(packs_sign, "Terms", lambda data, *_: terms(data, True))
    real = packs_sign.run
    monkeypatch.setattr(packs_sign, "run", lambda chosen: real(chosen, lambda: NOON.date(), Cost(1 << 15, 1 << 24)))

    def command(*words: object, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = cli.main(["packs", *map(str, words)])
        found = capsys.readouterr()
        return code, found.out, found.err

    return command


def keys(run: Run, folder: Path) -> None:
    twice = f"{PASSPHRASE}\n" * 2
    assert run("keygen", "--role", "author", "--name", "张三", "--out", folder, typed=twice)[0] == 0
    assert run("keygen", "--role", "approver", "--name", "李四", "--out", folder, typed=twice)[0] == 0


def test_from_key_to_kiosk(run: Run, tmp_path: Path) -> None:
    keys(run, tmp_path / "keys")
    author, approver = tmp_path / "keys" / "author.key", tmp_path / "keys" / "approver.key"
    folder, data = write(tmp_path / "pack", pack()), tmp_path / "data"
    once, there = f"{PASSPHRASE}\n", ("--data-dir", data)
    write_settings(data, Settings(signed_only=True))
    assert "unsigned" in run("install", folder, *there)[2]
    assert run("sign", folder, "--key", author, typed=once)[0] == 0
    assert "approver-missing" in run("verify", folder, *there)[2]
    assert run("approve", folder, "--key", approver, typed=once)[0] == 0
    assert "trust-empty" in run("verify", folder, *there)[2]
    for name in ("author", "approver"):
        assert run("trust", "add", tmp_path / "keys" / f"{name}.pub", *there)[0] == 0
    code, out, _ = run("verify", folder, *there)
    assert code == 0 and "张三" in out and "李四" in out
    assert run("install", folder, *there)[0] == 0
    assert "张三 + 李四" in run("installed", *there)[1]
    listed = run("trust", "list", *there)[1]
    gone = next(line.split()[0] for line in listed.splitlines() if "approver" in line)
    assert run("trust", "revoke", gone, *there)[0] == 0
    assert "approver-revoked" in run("verify", folder, *there)[2]
    assert "已吊销" in run("trust", "list", *there)[1]
    assert "revoked" in run("trust", "add", tmp_path / "keys" / "approver.pub", *there)[2]
    assert "my-pack" in run("installed", *there)[1]


def test_installing_going_back_and_removing(run: Run, tmp_path: Path) -> None:
    there = ("--data-dir", tmp_path / "data")
    folder = write(tmp_path / "stick" / "pack", pack())
    assert run("install", tmp_path / "stick", *there)[0] == 0
    write(folder, pack("2026.12", key="false"))
    code, out, err = run("install", folder, *there)
    assert code == 1 and "正确答案有改动" in out and "--confirm" in err and "! my-pack-001 对 → 错" in out
    assert run("install", folder, "--confirm", *there)[0] == 0
    assert "2026.12" in run("installed", *there)[1]
    assert "already" in run("install", folder, *there)[1]
    assert run("rollback", "my-pack", *there)[0] == 0
    assert "my-pack 2026.11" in run("installed", *there)[1]
    assert run("remove", "my-pack", *there)[0] == 0
    assert run("installed", *there)[1].startswith("0 ")
    for words in (("remove", "my-pack"), ("rollback", "my-pack"), ("install", tmp_path / "nothing")):
        code, _, err = run(*words, *there)
        assert code == 1 and err.startswith("error: ") and " / " in err and "Traceback" not in err


def test_keys_are_guarded(run: Run, tmp_path: Path) -> None:
    keys(run, tmp_path)
    folder = write(tmp_path / "pack", pack())
    secret = tmp_path / "author.key"
    if sys.platform != "win32":
        assert secret.stat().st_mode & 0o077 == 0
    assert PASSPHRASE not in secret.read_text("utf-8") and (tmp_path / "author.pub").read_text("utf-8").count("\n") == 1
    twice = f"{PASSPHRASE}\n" * 2
    assert "already" in run("keygen", "--role", "author", "--name", "x", "--out", tmp_path, typed=twice)[2]
    for name, typed, told in (
        ("", twice, "a name has"),
        ("a\nb", twice, "a name has"),
        ("x", "short\nshort\n", "at least"),
        ("x", f"{PASSPHRASE}\nother\n", "differ"),
    ):
        code, _, err = run("keygen", "--role", "author", "--name", name, "--out", tmp_path / "new", typed=typed)
        assert code == 1 and told in err and not (tmp_path / "new").exists()
    assert "passphrase is wrong" in run("sign", folder, "--key", secret, typed="wrong\n")[2]
    assert "author-role" in run("sign", folder, "--key", tmp_path / "approver.key", typed=f"{PASSPHRASE}\n")[2]
    told = json.loads(secret.read_text("utf-8"))
    for spoilt in (told | {"memory_bytes": 1 << 40}, told | {"box": "zz"}, {}, []):
        secret.write_text(json.dumps(spoilt), "utf-8")
        code, _, err = run("sign", folder, "--key", secret, typed=f"{PASSPHRASE}\n")
        assert code == 1 and "secret key" in err
    assert not (folder / MANIFEST).exists()


def test_what_was_changed_after_the_author_signed_is_not_approved(run: Run, tmp_path: Path) -> None:
    keys(run, tmp_path)
    folder, once = write(tmp_path / "pack", pack()), f"{PASSPHRASE}\n"
    assert "unsigned" in run("approve", folder, "--key", tmp_path / "approver.key", typed=once)[2]
    run("sign", folder, "--key", tmp_path / "author.key", "--expires", "2027-01-31", typed=once)
    assert json.loads((folder / MANIFEST).read_text("utf-8"))["signed"]["expires"] == "2027-01-31"
    write(folder, pack(key="false"))
    assert "file-" in run("approve", folder, "--key", tmp_path / "approver.key", typed=once)[2]
    assert (
        "expired"
        in run("sign", folder, "--key", tmp_path / "author.key", "--expires", str(date(2026, 1, 1)), typed=once)[2]
    )
