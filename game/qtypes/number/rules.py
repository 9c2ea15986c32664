"""The rules of number. An answer is `(value,)`; within the tolerance it is right, else it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from game.nodes import Fields, Node, Reader, Tree
from game.rules.question import FULL_CREDIT, Answer, Offer, Verdict

MOST = 9999
"""The keypad takes four digits."""
UNIT_CHARACTERS, WHY_CHARACTERS = 4, 40


@dataclass(frozen=True, slots=True)
class Slip:
    """A number that is often taken for the right one, and what it really is."""

    value: int
    why: str


@dataclass(frozen=True, slots=True)
class Amount:
    """The right number, its unit, how far off still counts, and the common slips."""

    value: int
    unit: str
    tolerance: int = 0
    slips: tuple[Slip, ...] = ()


FIELDS = {
    "answer": "正确的数字，0 到 9999 的整数 / the right number, whole, 0 to 9999",
    "unit": "单位，如 元、日 / its unit",
    "tolerance": "相差多少以内也算对 / how far off still counts",
    "slips": "常见的错误数字 / numbers often taken for the right one",
}
SLIP = {
    "value": "错误的数字 / the wrong number",
    "why": "这个数字其实是什么 / what that number really is",
}


def fields() -> Fields:
    return FIELDS


def read(node: Node, reader: Reader) -> Amount:
    found = reader.needed(node, ("answer", "unit"))
    slips: list[Slip] = []
    value = reader.number(found.get("answer"), 0, MOST, 0)
    tolerance = reader.number(found.get("tolerance"), 0, MOST, 0)
    for child in reader.items(found.get("slips")):
        parts = reader.mapping(child, SLIP, SLIP)
        slip = Slip(reader.number(parts.get("value"), 0, MOST, MOST), reader.text(parts.get("why"), WHY_CHARACTERS))
        if abs(slip.value - value) <= tolerance:
            reader.problem(child, "slip-is-right", f"{slip.value} counts as right / 这个数字会算对")
        slips.append(slip)
    if "tolerance" in found and tolerance and tolerance >= max(1, value):
        reader.problem(
            found["tolerance"],
            "tolerance",
            f"±{tolerance} of {value} counts nearly anything as right / 误差太大，几乎都算对",
        )
    return Amount(value, reader.text(found.get("unit"), UNIT_CHARACTERS), tolerance, tuple(slips))


def write(body: Amount) -> dict[str, Tree]:
    slips: list[Tree] = [{"value": str(slip.value), "why": slip.why} for slip in body.slips]
    return {"answer": str(body.value), "unit": body.unit, "tolerance": str(body.tolerance), "slips": slips}


def shuffle(body: Amount, rng: Random) -> Amount:
    return body


def simplify(body: Amount, options: int) -> Amount:
    return body


def wrong(body: Amount) -> tuple[int, ...]:
    return ()


def characters(body: Amount) -> int:
    return 0


def legal(body: Amount, answer: Answer) -> bool:
    return len(answer) == 1 and 0 <= answer[0] <= MOST


def grade(body: Amount, answer: Answer) -> Verdict:
    is_right = len(answer) == 1 and abs(answer[0] - body.value) <= body.tolerance
    return Verdict(FULL_CREDIT if is_right else 0, (body.value,))


def guess(body: Amount, rng: Random) -> Answer:
    """The right number, a common slip or anything at all."""
    return (rng.choice([body.value, rng.randint(0, MOST), *(slip.value for slip in body.slips)]),)


def detects() -> bool:
    return False


def alarm(body: Amount, answer: Answer) -> bool | None:
    return None


def offers(body: Amount) -> tuple[Offer, ...]:
    """The right number and the common slips; of all other numbers none is an offer."""
    slips = (Offer(slip.value, f"{slip.value} {body.unit}", False, slip.why) for slip in body.slips)
    return (Offer(body.value, f"{body.value} {body.unit}", True), *slips)


def chosen(body: Amount, answer: Answer) -> tuple[int, ...]:
    if abs(answer[0] - body.value) <= body.tolerance:
        return (body.value,)
    return tuple(dict.fromkeys(slip.value for slip in body.slips if slip.value == answer[0]))
