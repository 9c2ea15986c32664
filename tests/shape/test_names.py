"""Nothing committed names a package registry's host or reads outside the project."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS = (
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js.com",
    "npm" + "js.org",
    "deb." + "debian.org",
    "../sha" + "red",
)


def test_no_host_and_no_outside_folder_is_named() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    paths = [ROOT / name for name in listed if name.endswith((".py", ".md", ".toml", ".yaml", ".json", "run"))]
    for path in paths or (ROOT / "game").rglob("*.py"):
        if path.is_file() and path != Path(__file__):
            text = path.read_text("utf-8")
            assert not [word for word in WORDS if word in text], path
