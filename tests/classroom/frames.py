"""What a server would say, for tests of the pages: one question of each type, and views of a phone."""

from __future__ import annotations

from typing import Any

Frame = dict[str, Any]
NAMES = ("勇敢小狮", "聪明白鹭", "细心松鼠", "快乐海豚")
HELLO: Frame = {
    "v": "hello",
    "names": list(NAMES),
    "typed": False,
    "room_needed": True,
    "locked": False,
    "why": None,
}
ME: Frame = {"name": "勇敢小狮", "colour": 0, "team": 0, "score": 1240, "streak": 2, "rank": 5, "of": 23}
STEMS: dict[str, tuple[str, Frame]] = {
    "single": (
        "有人出 500 元，想租用您的银行卡“走账”，您怎么办？",
        {"options": ["反正卡里没钱，租给他", "坚决拒绝，并劝阻亲友", "只租一天，用完就注销", "让他写个保证书再租"]},
    ),
    "multiple": (
        "接到自称“银行客服”的电话，下面哪些做法是对的？",
        {
            "options": [
                "挂断，自己拨打银行客服电话核实",
                "按他说的下载会议软件共享屏幕",
                "不告诉任何人短信验证码",
                "把钱转到他说的“安全账户”里去保管起来",
                "拿不准时问问家人或者网点的工作人员",
            ]
        },
    ),
    "truefalse": ("存款保险的最高偿付限额是每人在每家银行 50 万元。", {}),
    "number": ("信用卡账单日之后，一般最长有多少天的免息还款期？", {"unit": "天", "digits": 4}),
    "ordering": (
        "发现自己被骗转账以后，应当按什么次序来做？",
        {"items": ["保存聊天和转账记录", "立刻拨打 110 报警", "联系银行紧急止付", "到派出所做笔录"]},
    ),
    "redflags": (
        "这条消息里哪些话可疑？",
        {
            "medium": "chat",
            "sender": "快递客服小李",
            "note": "今天 10:24",
            "parts": [
                {"text": "您好，您的快递丢失了，我们给您三倍赔偿。", "own": False},
                {"text": "真的吗？怎么赔？", "own": True},
                {"text": "请加我的企业微信，点开这个链接填写银行卡号。", "own": False},
                {"text": "祝您生活愉快！", "own": False},
            ],
        },
    ),
}
KEYS = {
    "single": [1],
    "multiple": [0, 2, 4],
    "truefalse": [0],
    "number": [56],
    "ordering": [2, 1, 0, 3],
    "redflags": [0, 2],
}
RATIONALE = "出租、出借银行卡可能构成帮助信息网络犯罪活动罪，卡主会被限制开户五年，还要承担法律责任。"
SOURCE = "《反电信网络诈骗法》第三十一条"


def asking(type_name: str = "single", nonce: int = 1, **changes: Any) -> Frame:
    """A view that asks."""
    stem, ask = STEMS[type_name]
    asked = {
        "nonce": nonce,
        "number": 3,
        "of": 10,
        "kind": changes.pop("kind", "scored"),
        "type": type_name,
        "stem": changes.pop("stem", stem),
        "ask": changes.pop("ask", ask),
        "left_ms": changes.pop("left_ms", 20_000),
        "limit_ms": 20_000,
    }
    view: Frame = {
        "v": "view",
        "language": "zh-CN",
        "phase": "asking",
        "paused": False,
        "me": ME,
        "round": asked,
        "mine": None,
        "buzz": None,
        "reveal": None,
    }
    return {**view, **changes}


def revealed(type_name: str = "single", right: bool | None = True, credit: int = 1000, **changes: Any) -> Frame:
    """A view that reveals."""
    reveal = {
        "key": KEYS[type_name],
        "right": right,
        "credit": credit,
        "points": credit,
        "rationale": RATIONALE,
        "source": SOURCE,
        "why": "",
        **changes.pop("reveal", {}),
    }
    mine = changes.pop("mine", {"answer": KEYS[type_name], "n": 1})
    return {**asking(type_name, **changes), "phase": "revealed", "mine": mine, "reveal": reveal}


def between(phase: str, **changes: Any) -> Frame:
    """A view of another phase."""
    return {**asking(), "phase": phase, "round": None, **changes}


PLAYERS = [
    {
        "id": place + 1,
        "name": name,
        "colour": place,
        "team": 0,
        "here": place != 2,
        "answered": place < 2,
        "table": False,
    }
    for place, name in enumerate(NAMES)
]
TABLE = {"id": 9, "name": "第一桌", "colour": 3, "team": 1, "here": True, "answered": False, "table": True}
TOP = [
    {
        "rank": place + 1,
        "id": place + 1,
        "name": name,
        "colour": place,
        "points": 2400 - 300 * place,
        "right": 3,
        "moved": 0,
    }
    for place, name in enumerate(NAMES)
]


def stage(phase: str = "lobby", type_name: str | None = None, **changes: Any) -> Frame:
    """A host's view of the session; with a type, a question of it is on."""
    asked: Frame | None = None
    if type_name is not None:
        asked = {
            **asking(type_name, nonce=1 + list(STEMS).index(type_name), kind=changes.pop("kind", "scored"))["round"],
            "answered": 18,
            "players": 23,
            "floor": changes.pop("floor", None),
            "hands": type_name in ("single", "truefalse"),
            "number": changes.pop("number", 3),
        }
    frame: Frame = {
        "v": "stage",
        "phase": phase,
        "paused": False,
        "room": "482913",
        "locked": False,
        "auto": False,
        "muted": False,
        "names": "full",
        "typed": False,
        "speed": False,
        "streak": False,
        "teams": 0,
        "title": "防范电信网络诈骗",
        "rounds": 10,
        "next_kind": "scored",
        "trouble": None,
        "players": [*PLAYERS, TABLE],
        "round": asked,
        "reveal": None,
        "top": TOP,
        "team_top": [],
        "summary": None,
        "exported": None,
        "wipe_ms": None,
    }
    if phase == "asking" and type_name is not None:
        frame["notes"] = {
            "key": KEYS[type_name],
            "rationale": RATIONALE,
            "source": SOURCE,
            "hint": "想一想：别人为什么要用您的卡？",
        }
    if phase == "revealed" and type_name is not None:
        frame["reveal"] = {
            "key": KEYS[type_name],
            "counts": [2, 17, 3, 1],
            "right": 17,
            "answered": 23,
            "rationale": RATIONALE,
            "source": SOURCE,
            "ledger": {"sent": 23, "stored": 23, "scored": 23},
        }
    return {**frame, **changes}
