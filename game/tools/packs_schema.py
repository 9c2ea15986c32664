"""`packs schema`: JSON Schema of the files of a pack, so that editors complete and check while one types."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "schema"


def run(chosen: argparse.Namespace) -> int:
    """Writes the schemas into the folder and names them; 0, or 1 when they can't be written."""
    from game.packs.schema.build import SchemaError, write_schemas

    try:
        for path in write_schemas(chosen.out or SHIPPED):
            print(path)
    except SchemaError as error:
        print(f"error: {error} / 样品不全", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror} / 写不进去", file=sys.stderr)
        return 1
    return 0
