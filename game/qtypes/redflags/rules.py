"""The rules of red flags. An answer is the tapped parts' ids in rising order; `()` says that nothing is suspicious.

Credit: hits less false alarms, as a share of the flags; of an innocent message, what is left after half for each
false alarm.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from game.nodes import Fields, Node, Reader, Tree
from game.rules.question import FULL_CREDIT, Answer, Offer, Verdict

MEDIA = ("chat", "sms", "call", "poster", "contract")
PART_CHARACTERS, FLAG_CHARACTERS, WHY_CHARACTERS = 40, 10, 40
SENDER_CHARACTERS, NOTE_CHARACTERS = 12, 8
FEWEST, MOST = 3, 6


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of the message. `flag` names its warning sign, if it is one; `is_own` is what the receiver says."""

    id: int
    text: str
    flag: str = ""
    why: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What arrived, by which medium and from whom."""

    medium: str
    sender: str
    note: str
    parts: tuple[Part, ...]

    @property
    def key(self) -> Answer:
        return tuple(part.id for part in self.parts if part.flag)

    @property
    def tappable(self) -> tuple[int, ...]:
        return tuple(part.id for part in self.parts if not part.is_own)


FIELDS = {
    "medium": "怎样收到的：chat 聊天、sms 短信、call 电话、poster 海报、contract 合同 / how it arrived",
    "sender": "谁发来的 / from whom",
    "note": "发送人下面的小字 / small print below the sender",
    "parts": "内容，一句一段，3 到 6 段 / the message, sentence by sentence",
}
PART = {
    "text": "这一句 / the sentence",
    "flag": "可疑在哪里，几个字；不可疑就不写 / its warning sign in a few words, if it is one",
    "why": "为什么可疑 / why that is a warning sign",
    "me": "自己说的话写 true / true for the receiver's own words",
}


def fields() -> Fields:
    return FIELDS


def read(node: Node, reader: Reader) -> Message:
    found = reader.needed(node, FIELDS)
    parts: list[Part] = []
    for place, child in enumerate(reader.counted(found.get("parts"), FEWEST, MOST, "part-count", "parts/段")):
        told = reader.mapping(child, PART, ("text",))
        part = Part(
            place,
            reader.text(told.get("text"), PART_CHARACTERS),
            reader.text(told.get("flag"), FLAG_CHARACTERS),
            reader.text(told.get("why"), WHY_CHARACTERS),
            reader.flag(told.get("me")),
        )
        if part.is_own and part.flag:
            reader.problem(child, "own-flag", "the receiver's own words can't be a flag / 自己说的话不能是可疑点")
        parts.append(part)
    message = Message(
        reader.one_of(found.get("medium"), MEDIA, MEDIA[0]),
        reader.text(found.get("sender"), SENDER_CHARACTERS),
        reader.text(found.get("note"), NOTE_CHARACTERS),
        tuple(parts),
    )
    is_genuine = "genuine" in found and found["genuine"].value == "true"
    if "parts" in found and is_genuine == bool(message.key):
        reader.problem(
            found["parts"], "flags-and-genuine", "flags, or `genuine: true`, not both / 可疑点与真实只能有一个"
        )
    return message


def write(body: Message) -> dict[str, Tree]:
    listed: list[Tree] = []
    for part in body.parts:
        told: dict[str, Tree] = {"text": part.text}
        told.update({name: value for name, value in (("flag", part.flag), ("why", part.why)) if value})
        if part.is_own:
            told["me"] = "true"
        listed.append(told)
    return {"medium": body.medium, "sender": body.sender, "note": body.note, "parts": listed}


def shuffle(body: Message, rng: Random) -> Message:
    return body


def simplify(body: Message, options: int) -> Message:
    return body


def wrong(body: Message) -> tuple[int, ...]:
    return ()


def characters(body: Message) -> int:
    return sum(len(part.text) for part in body.parts)


def legal(body: Message, answer: Answer) -> bool:
    return tuple(sorted(set(answer))) == answer and set(answer) <= set(body.tappable)


def grade(body: Message, answer: Answer) -> Verdict:
    key = set(body.key)
    hits, false_alarms = len(key & set(answer)), len(set(answer) - key)
    if not key:
        return Verdict(max(0, FULL_CREDIT - FULL_CREDIT // 2 * false_alarms), ())
    return Verdict(max(0, FULL_CREDIT * (hits - false_alarms) // len(key)), body.key)


def guess(body: Message, rng: Random) -> Answer:
    return tuple(part for part in body.tappable if rng.random() < 0.5)


def detects() -> bool:
    return True


def alarm(body: Message, answer: Answer) -> bool | None:
    return bool(answer)


def offers(body: Message) -> tuple[Offer, ...]:
    return tuple(Offer(part.id, part.text, bool(part.flag), part.why) for part in body.parts if not part.is_own)


def chosen(body: Message, answer: Answer) -> tuple[int, ...]:
    return answer
