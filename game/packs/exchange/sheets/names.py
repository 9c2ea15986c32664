"""What a pack says in English words, as authors write and choose it: value, shown word, and other spellings of it."""

from __future__ import annotations

TYPES = (
    ("single", "单选题", ("单选", "单项选择", "单项选择题", "选择题", "选择", "single choice")),
    ("multiple", "多选题", ("多选", "多项选择", "多项选择题", "不定项选择题", "multiple choice")),
    ("truefalse", "判断题", ("判断", "是非题", "对错题", "正误题", "true/false", "true or false")),
    ("number", "数字题", ("数字", "填数题", "数值题", "numeric")),
    ("ordering", "排序题", ("排序", "order")),
    ("sorting", "归类题", ("归类", "分类题", "分类", "sort")),
)
SHEET_TYPES = (
    ("redflags", "找疑点", ("找疑点题",)),
    ("dialogue", "对话", ("对话题",)),
)
DIFFICULTIES = (
    ("1", "容易", ("易", "简单", "低", "初级", "一星", "★", "easy")),
    ("2", "中等", ("中", "一般", "适中", "中级", "两星", "★★", "medium")),
    ("3", "较难", ("难", "困难", "很难", "非常难", "高", "高级", "三星", "★★★", "hard")),
)
ASPECTS = (
    ("knowledge", "知识", ("识记", "记忆")),
    ("understanding", "理解", ("领会",)),
    ("situation", "情境", ("应用", "情景", "场景")),
)
FLAGS = (
    ("true", "是", ("对", "√", "✓", "✔", "有", "y", "yes", "t", "1", "真", "真的")),
    ("false", "否", ("不是", "错", "×", "✗", "无", "没有", "n", "no", "f", "0", "假", "假的")),
)
SPEAKERS = (
    ("true", "自己", ("客户", "我", "我方", "本人", "是")),
    ("false", "对方", ("否", "他", "她")),
)
MEDIA = (
    ("chat", "聊天", ("微信", "qq")),
    ("sms", "短信", ()),
    ("call", "电话", ("来电",)),
    ("poster", "海报", ("传单", "广告")),
    ("contract", "合同", ("协议",)),
)
CHANNELS = (
    ("call", "电话", ("来电",)),
    ("chat", "聊天", ("微信", "qq")),
    ("visit", "当面", ("上门", "面谈")),
)
TECHNIQUES = (
    ("urgency", "制造紧迫", ("催促",)),
    ("authority", "冒充权威", ()),
    ("secrecy", "要求保密", ("保密",)),
    ("sunk-cost", "越陷越深", ("沉没成本",)),
    ("screen-sharing", "屏幕共享", ("共享屏幕",)),
    ("reward", "利益诱惑", ("利诱",)),
    ("fear", "制造恐惧", ("恐吓",)),
    ("trust", "骗取信任", ("套近乎",)),
    ("isolation", "与人隔离", ("隔离",)),
)
EXITS = (
    ("hangup", "挂断", ("结束谈话", "离开")),
    ("verify", "核实", ("官方核实",)),
    ("report", "报警", ("报警求助", "求助")),
)
CHECKED = (
    ("verified", "已核实", ("已核对", "核实", "是", "√")),
    ("known", "未核实", ("未核对", "否", "×")),
)
COMPLY = (("comply", "照做", ("照办", "结束", "end")),)
TRUTH = (
    ("true", "对", ("√", "✓", "✔", "正确", "是", "t", "true", "y", "yes", "对的", "正确的", "真", "1", "r")),
    (
        "false",
        "错",
        ("×", "✗", "✘", "x", "错误", "否", "不对", "f", "false", "n", "no", "错的", "假", "0", "不正确", "w"),
    ),
)
