"""Numbers in other programs' files."""

from __future__ import annotations

from decimal import Decimal

MOST_DIGITS = 12


def numeral(text: object) -> Decimal | None:
    """A number written in plain digits, with at most one point; None for anything else, and for absurdly long ones."""
    if not isinstance(text, str):
        return None
    digits = text.strip()
    digits = digits[1:] if digits[:1] in ("-", "+") else digits
    whole, _, rest = digits.partition(".")
    plain = (whole + rest).isascii() and (whole + rest).isdigit()
    return Decimal(text.strip()) if plain and len(digits) <= MOST_DIGITS else None


def shown(number: Decimal) -> str:
    """The number without needless zeros and without an exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
