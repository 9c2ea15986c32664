"""The peer: the poster as a page in a Chromium kiosk on the same X server – start, memory, CPU while it moves."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from game.ui.art import PICTURES

if TYPE_CHECKING:
    from benchmarks.run import Bench

MARK = 0xFE01FD
PAGE = """<!doctype html><meta charset="utf-8"><style>
*{{margin:0}}body{{width:1920px;height:1080px;overflow:hidden;position:relative;background:linear-gradient(#8FCBFF,#C3E5FF 38%,#EAF6FF 62%,#FFF4DC)}}
img{{position:absolute}}h1{{position:absolute;left:84px;top:100px;font:900 160px "Noto Sans SC",sans-serif;color:#fff}}
#mark{{position:absolute;left:0;top:0;width:8px;height:8px;background:#fe01fd}}
#run{{position:absolute;left:0;top:996px;height:84px;background:#173FA6;white-space:nowrap;font:700 38px sans-serif;color:#fff;
animation:run 20s linear infinite}}@keyframes run{{to{{transform:translateX(-1800px)}}}}
#ring{{position:absolute;left:1252px;top:770px;width:628px;height:196px;border:6px solid #fff;border-radius:100px;animation:ring 1.8s infinite}}
@keyframes ring{{50%{{opacity:.4}}}}</style>
<h1>金融知识<br>全民闯关</h1>{pictures}<div id=ring></div><div id=run>{slogans}</div><div id=mark></div>"""
PLACES = (("right_6_education", -46, 436, 440), ("right_1_property", 608, 424, 440), ("right_3_choice", 890, 476, 430),
          ("right_7_respect", 262, 462, 470), ("lion_wave", 1236, 104, 690))  # fmt: skip


def compare(bench: Bench, ours: dict[str, float]) -> dict[str, float]:
    """Our figures as shares of Chromium's; nothing where Chromium or Xlib is not installed."""
    from benchmarks.xserver import XServer

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    server = XServer.open(bench.environment["DISPLAY"])
    if program is None or server is None:
        print("chromium is not installed: the peer is left out")
        return {}
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        pictures = "".join(
            f'<img src="{(PICTURES / name).as_uri()}.svg" style="left:{x}px;top:{y}px;width:{wide}px">'
            for name, x, y, wide in PLACES
        )
        page.write_text(PAGE.format(pictures=pictures, slogans="转账前，多核实一步　" * 40), "utf-8")
        starts: list[float] = []
        pss = cpu = 0.0
        for turn in range(4):
            command = [
                program, "--kiosk", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-quic", "--allow-file-access-from-files",
                "--window-size=1920,1080", "--window-position=0,0", f"--user-data-dir={folder}/profile", page.as_uri(),
            ]  # fmt: skip
            begin = time.perf_counter()
            child = subprocess.Popen(
                command,
                env=bench.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            try:
                while server.pixel(3, 3) & 0xFFFFFF != MARK and time.perf_counter() - begin < 30:
                    time.sleep(0.002)
                if turn:  # the first start makes the profile
                    starts.append(time.perf_counter() - begin)
                if turn == 3:
                    time.sleep(2)
                    before, at = _ticks(child.pid), time.monotonic()
                    time.sleep(6)
                    cpu = 100 * (_ticks(child.pid) - before) / os.sysconf("SC_CLK_TCK") / (time.monotonic() - at)
                    pss = sum(_pss_mb(pid) for pid in _family(child.pid))
            finally:
                for pid in reversed(_family(child.pid)):
                    _end(pid)
                child.wait(10)
            time.sleep(1.0)
    start = sorted(starts)[len(starts) // 2]
    return {
        "chromium_start_ms": 1000 * start,
        "chromium_pss_mb": pss,
        "chromium_animation_cpu_percent": cpu,
        "chromium_start_ratio": ours["start_ms"] / (1000 * start),
        "chromium_pss_ratio": ours["pss_mb_1080"] / pss,
        "chromium_animation_cpu_ratio": ours["attract_cpu_percent"] / cpu,
    }


def _family(pid: int) -> list[int]:
    """A process and all below it, by /proc."""
    found = [pid]
    for parent in found:
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == parent:
                found.append(int(stat.parent.name))
    return found


def _ticks(pid: int) -> int:
    total = 0
    for each in _family(pid):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total


def _pss_mb(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def _end(pid: int) -> None:
    try:
        os.kill(pid, 15)
    except ProcessLookupError:
        return
