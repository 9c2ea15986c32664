"""Sources are named once, with articles; in English by number."""

from __future__ import annotations

import pytest

from game.citing import MOST_DOCUMENTS, cited, in_english, value
from game.rules.question import Citation
from game.words import Copy

LAW = Citation("law", "反电信网络诈骗法", "主席令第119号", "第三十一条")


@pytest.mark.parametrize(
    ("numerals", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("四十二", 42),
        ("一百零五", 105),
        ("二百五十三", 253),
        ("四百九十六", 496),
    ],
)
def test_chinese_numbers(numerals: str, number: int) -> None:
    assert value(numerals) == number


def test_articles_in_english() -> None:
    assert in_english("第二百五十三条之一") == "art. 253-1"
    assert in_english("第四十四条、第五十条") == "art. 44, 50"
    assert in_english("第十二条、第十四条至第十六条") == "art. 12, 14–16"
    assert in_english("") == ""


def test_a_document_is_named_once_with_all_its_articles() -> None:
    other = Citation("law", LAW.title, LAW.number, "第三十八条")
    assert cited([LAW, other], Copy("zh-CN")) == "依据：《反电信网络诈骗法》（主席令第119号）第三十一条、第三十八条"
    assert cited([LAW, other], Copy("en")) == "Source: 反电信网络诈骗法 art. 31, art. 38"


def test_many_documents_are_counted() -> None:
    many = [Citation(str(n), f"文件{n}") for n in range(7)]
    told = cited(many, Copy("zh-CN"))
    assert told.endswith("等 7 份文件") and told.count("《") == MOST_DOCUMENTS
