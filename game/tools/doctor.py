"""`python main.py doctor`: looks at the machine and says what to do."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date

from game.kiosk.checks import Mark, findings
from game.start import QUESTIONS, data_folder


def run(chosen: argparse.Namespace) -> int:
    """Prints one line a check, or JSON; 1 when one of them failed, else 0."""
    found = list(findings(data_folder(chosen.data_dir), QUESTIONS, date.today()))
    if chosen.json:
        print(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=2))
    else:
        for finding in found:
            print(f"{finding.mark.value:5}{finding.check:10}{finding.en} / {finding.zh}")
    return 1 if any(finding.mark == Mark.FAIL for finding in found) else 0
