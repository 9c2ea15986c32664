"""The rules of dialogue. An answer is the way through it: the choice taken at each step, and how it ended.

Choices count from 0 in file order; the ends that are open at every step are `HANG_UP`, `VERIFY` and `REPORT`. In a scam
verifying by a safe channel or reporting is worth everything, hanging up most of it, going along nothing, and each
risky step on the way costs. In a genuine call going along to its end or verifying is worth everything; hanging up or
reporting half.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from game.nodes import Fields, Node, Reader, Tree
from game.qtypes.choices import twins
from game.rules.question import FULL_CREDIT, Answer, Offer, Verdict

CHANNELS = ("call", "chat", "visit")
TECHNIQUES = (
    "urgency",
    "authority",
    "secrecy",
    "sunk-cost",
    "screen-sharing",
    "reward",
    "fear",
    "trust",
    "isolation",
)
HANG_UP, VERIFY, REPORT = 100, 101, 102
COMPLY = "comply"
ENDS = {HANG_UP: "hangup", VERIFY: "verify", REPORT: "report"}
SAFE = (VERIFY, REPORT)
HUNG_UP_CREDIT, RISK_COST, LEAST_CREDIT, ALARM_CREDIT = 800, 200, 200, 500
CALLER_CHARACTERS, LINE_CHARACTERS, CHOICE_CHARACTERS, END_CHARACTERS = 12, 40, 20, 44
MOST_STEPS, MOST_LINES, MOST_CHOICES = 6, 3, 4


@dataclass(frozen=True, slots=True)
class Choice:
    """What the visitor may say; it leads to a step, or to `COMPLY`. `is_risky` gives something away."""

    text: str
    to: str
    is_risky: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What the other side says, and the answers to it; `exits` are the ends open here."""

    says: tuple[str, ...]
    choices: tuple[Choice, ...]
    exits: tuple[int, ...] = (HANG_UP, VERIFY, REPORT)


@dataclass(frozen=True, slots=True)
class Talk:
    """The whole dialogue. `ends` tells what becomes of it; `techniques` are the tricks it uses, none if genuine."""

    channel: str
    caller: str
    start: str
    steps: Mapping[str, Step]
    ends: Mapping[str, str]
    techniques: tuple[str, ...] = ()
    is_genuine: bool = field(default=False)


FIELDS = {
    "channel": "怎样找上来的：call 电话、chat 聊天、visit 上门 / how the other side came",
    "caller": "对方自称是谁 / who the other side says it is",
    "start": "从哪一步开始 / the step to start at",
    "steps": "各个步骤，名称自己起 / the steps by names of your own",
    "ends": "每种结局后来怎样 / what becomes of each end",
    "techniques": "骗子用的手法；真实来电写 [] / the tricks used; [] for a genuine call",
}
STEP = {
    "says": "对方说的话，一句一行，最多 3 句 / what the other side says",
    "choices": "可以怎样回答 / what can be answered",
    "exits": "这一步能用的出口，不写就都能用 / the ends open here; all unless given",
}
CHOICE = {
    "text": "回答的话 / the answer",
    "to": "走到哪一步；照做到底写 comply / the step it leads to, or comply",
    "risk": "泄露信息或有风险写 true / true where it gives something away",
}
END_FIELDS = {
    "hangup": "挂断以后 / after hanging up",
    "verify": "通过可靠渠道核实以后 / after verifying by a safe channel",
    "report": "报警、举报以后 / after reporting",
    "comply": "照对方说的做了以后 / after going along",
}


def fields() -> Fields:
    return FIELDS


def read(node: Node, reader: Reader) -> Talk:
    found = reader.needed(node, FIELDS)
    steps = {name: _step(child, reader) for name, child in reader.entries(found.get("steps")).items()}
    names = (*ENDS.values(), COMPLY)
    told = reader.mapping(found["ends"], END_FIELDS, names) if "ends" in found else {}
    techniques = tuple(reader.one_of(child, TECHNIQUES, "") for child in reader.items(found.get("techniques")))
    talk = Talk(
        reader.one_of(found.get("channel"), CHANNELS, CHANNELS[0]),
        reader.text(found.get("caller"), CALLER_CHARACTERS),
        reader.text(found.get("start"), 20),
        steps,
        {name: reader.text(told.get(name), END_CHARACTERS) for name in names},
        techniques,
        "genuine" in found and found["genuine"].value == "true",
    )
    if "techniques" in found and talk.is_genuine == bool(techniques):
        reader.problem(found["techniques"], "techniques", "a scam names its tricks, a genuine call has none / 手法不对")
    for code, message in flaws(talk) if "steps" in found else ():
        reader.problem(found["steps"], code, message)
    return talk


def _step(node: Node, reader: Reader) -> Step:
    parts = reader.mapping(node, STEP, ("says", "choices"))
    choices: list[Choice] = []
    listed = reader.counted(parts.get("choices"), 1, MOST_CHOICES, "choice-count", "choices/个回答")
    for child in listed:
        told = reader.mapping(child, CHOICE, ("text", "to"))
        choices.append(
            Choice(
                reader.text(told.get("text"), CHOICE_CHARACTERS),
                reader.text(told.get("to"), 20),
                reader.flag(told.get("risk")),
            )
        )
    twins(reader, listed, [choice.text for choice in choices], "twin-options")
    by_name = {name: code for code, name in ENDS.items()}
    exits = tuple(by_name[reader.one_of(child, tuple(by_name), "hangup")] for child in reader.items(parts.get("exits")))
    lines = reader.counted(parts.get("says"), 1, MOST_LINES, "line-count", "lines/句话")
    says = tuple(reader.text(child, LINE_CHARACTERS) for child in lines)
    return Step(says, tuple(choices), exits if "exits" in parts else tuple(ENDS))


def flaws(talk: Talk) -> Iterator[tuple[str, str]]:
    """What is wrong with the branches: code and message of each loop, lost step, missing end or step with no safe exit."""
    if len(talk.steps) > MOST_STEPS:
        yield (
            "too-many-steps",
            f"{len(talk.steps)} steps, at most {MOST_STEPS} / 共 {len(talk.steps)} 步，最多 {MOST_STEPS} 步",
        )
        return
    if talk.start not in talk.steps:
        yield "no-such-step", f"no step `{talk.start}` to start at / 没有起始步骤「{talk.start}」"
        return
    reached = {talk.start}
    for name, step in talk.steps.items():
        for target in dict.fromkeys(choice.to for choice in step.choices):
            if target != COMPLY and target not in talk.steps:
                yield (
                    "no-such-step",
                    f"step `{name}` leads to `{target}`, which is not there / 步骤「{name}」通向「{target}」，但没有这一步",
                )
    for _ in talk.steps:
        reached |= {choice.to for name in reached & talk.steps.keys() for choice in talk.steps[name].choices}
    for name in sorted(_looping(talk) & reached):
        yield "loop", f"from step `{name}` the talk can come back to it / 对话会绕回步骤「{name}」"
    for name in sorted(set(talk.steps) - reached):
        yield "unreachable", f"no choice leads to step `{name}` / 走不到步骤「{name}」"
    if COMPLY not in reached:
        yield "end-never-reached", "no choice leads to `comply` / 没有哪个回答通向「comply」，照做的结局看不到"
    for name, step in talk.steps.items():
        if not set(step.exits) & set(SAFE):
            yield "no-safe-exit", f"step `{name}` has neither verify nor report / 步骤「{name}」没有安全出口"


def _looping(talk: Talk) -> set[str]:
    """The steps from which the talk can come back to themselves."""
    ways = {name: {choice.to for choice in step.choices} for name, step in talk.steps.items()}
    for _ in talk.steps:
        ways = {name: found.union(*(ways.get(target, ()) for target in found)) for name, found in ways.items()}
    return {name for name, found in ways.items() if name in found}


def write(body: Talk) -> dict[str, Tree]:
    steps: dict[str, Tree] = {}
    for name, step in body.steps.items():
        choices: list[Tree] = []
        for choice in step.choices:
            told: dict[str, Tree] = {"text": choice.text, "to": choice.to}
            if choice.is_risky:
                told["risk"] = "true"
            choices.append(told)
        steps[name] = {"says": list(step.says), "choices": choices}
        if step.exits != tuple(ENDS):
            steps[name] = {"says": list(step.says), "choices": choices, "exits": [ENDS[code] for code in step.exits]}
    return {
        "channel": body.channel,
        "caller": body.caller,
        "start": body.start,
        "steps": steps,
        "ends": dict(body.ends),
        "techniques": list(body.techniques),
    }


def shuffle(body: Talk, rng: Random) -> Talk:
    return body


def simplify(body: Talk, options: int) -> Talk:
    return body


def wrong(body: Talk) -> tuple[int, ...]:
    return ()


def walk(body: Talk, answer: Answer) -> tuple[tuple[str, ...], int, str]:
    """The steps met, how many risks were taken, and the end: a name of `ends`, or empty while it is still open.

    Raises ValueError when the answer takes a choice that is not there, or goes on after the end.
    """
    name, met, risks, end = body.start, [body.start], 0, ""
    for move in answer:
        step = body.steps[name]
        if end or (move not in step.exits and not 0 <= move < len(step.choices)):
            raise ValueError(f"no move {move} at step {name}")
        if move in step.exits:
            end = ENDS[move]
            continue
        choice = step.choices[move]
        risks += choice.is_risky
        if choice.to == COMPLY:
            end = COMPLY
        else:
            name = choice.to
            met.append(name)
    return tuple(met), risks, end


def characters(body: Talk) -> int:
    return sum(
        sum(map(len, step.says)) + sum(len(choice.text) for choice in step.choices) for step in body.steps.values()
    )


def legal(body: Talk, answer: Answer) -> bool:
    try:
        return bool(walk(body, answer)[2])
    except ValueError:
        return False


def grade(body: Talk, answer: Answer) -> Verdict:
    """The credit of a whole way; an unfinished one has none. The key is the shortest way worth everything."""
    try:
        _, risks, end = walk(body, answer)
    except ValueError:
        end, risks = "", 0
    key = (VERIFY,) if VERIFY in body.steps[body.start].exits else (REPORT,)
    if not end:
        return Verdict(0, key)
    if body.is_genuine:
        return Verdict(ALARM_CREDIT if end in ("hangup", "report") else FULL_CREDIT, key)
    if end == COMPLY:
        return Verdict(0, key)
    credit = HUNG_UP_CREDIT if end == "hangup" else FULL_CREDIT
    return Verdict(max(LEAST_CREDIT, credit - RISK_COST * risks), key)


def guess(body: Talk, rng: Random) -> Answer:
    moves: list[int] = []
    name = body.start
    while True:
        step = body.steps[name]
        move = rng.choice([*range(len(step.choices)), *step.exits])
        moves.append(move)
        if move in step.exits or step.choices[move].to == COMPLY:
            return tuple(moves)
        name = step.choices[move].to


def detects() -> bool:
    return True


def alarm(body: Talk, answer: Answer) -> bool | None:
    """Hanging up and reporting are alarms; asking by a safe channel is one only where there is something to find."""
    end = walk(body, answer)[2]
    return end in ("hangup", "report") or (end == ENDS[VERIFY] and not body.is_genuine)


OFFER_STEP = 1000
"""An offer of a step is (the step's place + 1) × this + the choice's place; the ends are offers by their own numbers."""


def offers(body: Talk) -> tuple[Offer, ...]:
    """What the visitor may say at each step, then the ends that are open all along.

    In a scam risky words and going along are wrong; in a genuine call hanging up and reporting are.
    """
    told = []
    for place, step in enumerate(body.steps.values(), 1):
        for number, choice in enumerate(step.choices):
            complies = choice.to == COMPLY and not body.is_genuine
            why = body.ends.get(COMPLY, "") if complies else ""
            is_right = not (choice.is_risky or complies)
            told.append(Offer(place * OFFER_STEP + number, choice.text, is_right, why))
    for code, name in ENDS.items():
        is_right = not body.is_genuine or code == VERIFY
        told.append(Offer(code, "", is_right, "" if is_right else body.ends.get(name, ""), f"dialogue.{name}"))
    return tuple(told)


def chosen(body: Talk, answer: Answer) -> tuple[int, ...]:
    places = {name: place for place, name in enumerate(body.steps, 1)}
    met = walk(body, answer)[0]
    return tuple(
        move if move in ENDS else places[name] * OFFER_STEP + move for name, move in zip(met, answer, strict=True)
    )
