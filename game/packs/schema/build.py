"""JSON Schema (draft 7, which editors' YAML servers know) of the files of a pack.

The readers read a specimen – the types' samples and `specimen.yaml` – through a `Recorder`. A field that a reader knows and the
specimen lacks is an error here, so that the schema can't fall behind.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from game.nodes import Node
from game.packs.facts import read_fact
from game.packs.pack import compiled
from game.packs.read import REQUIRED, read_card, read_question
from game.packs.schema.recorder import Recorder, Shape
from game.packs.street import read_campaign
from game.packs.translate import FIXED, STRETCH
from game.packs.yaml_nodes import read_file
from game.qtypes import QTYPES, load_rules

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
TYPES_FOLDER = Path(__file__).resolve().parents[2] / "qtypes"
SPECIMEN = Path(__file__).with_name("specimen.yaml")
FILES: MappingProxyType[str, str] = MappingProxyType(
    {
        "pack.schema.json": "题包的 pack.yaml / a pack's head",
        "questions.schema.json": "题目，q 文件夹里的文件 / questions, the files in q",
        "cards.schema.json": "口袋书卡片 cards.yaml / cards of the handbook",
        "facts.schema.json": "事实 facts.yaml / the facts that carry questions",
        "translations.schema.json": "译文，translations 文件夹里的文件 / words in another language",
        "campaign.schema.json": "campaign.yaml：金融街的章节和考试 / the street: its chapters and its exam",
    }
)
"""Every schema by its file's name, with its title."""
_TEXT = ["string", "number", "boolean"]
"""An editor takes an unquoted 12378 for a number; the game takes every scalar for text."""


class SchemaError(RuntimeError):
    """The specimen doesn't show everything that the readers know."""


def schemas() -> dict[str, Schema]:
    """Every schema by its file's name. Raises SchemaError."""
    recorder = Recorder("specimen")
    specimen = _specimen()
    types = {name: _read_questions(recorder, name, specimen["common"]) for name in QTYPES}
    cards = _items(specimen["cards"])
    for card in cards:
        read_card(recorder, card, {})
    facts = _items(specimen["facts"])
    for fact in facts:
        read_fact(recorder, fact)
    heads, campaigns = _items(specimen["packs"]), _items(specimen["campaigns"])
    heads = [_head(recorder, head) for head in heads]
    for campaign in campaigns:
        read_campaign(recorder, campaign, (), "zh-CN")
    every = [node for nodes in types.values() for node in nodes]
    made = {
        "pack.schema.json": _schema(recorder, heads),
        "questions.schema.json": _questions(recorder, types),
        "cards.schema.json": _list_of(_schema(recorder, cards)),
        "facts.schema.json": _list_of(_schema(recorder, facts)),
        "translations.schema.json": _list_of(_translated(_schema(recorder, [*every, *cards]))),
        "campaign.schema.json": _schema(recorder, campaigns),
    }
    return {name: {"$schema": DRAFT, "title": FILES[name], **schema} for name, schema in made.items()}


def write_schemas(folder: Path) -> list[Path]:
    """Every schema is in the folder, in files named as in `FILES`. Raises OSError and SchemaError."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", "utf-8")
        paths.append(path)
    return paths


# ── the specimen ──


def _specimen() -> Mapping[str, Node]:
    node, problems = read_file(SPECIMEN, SPECIMEN.name)
    if node is None or not isinstance(node.value, dict):
        raise SchemaError("; ".join(map(str, problems)))
    return node.value


def _items(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else []


def _read_questions(recorder: Recorder, name: str, common: Node) -> list[Node]:
    """The samples of a type, each with every common field."""
    node, problems = read_file(TYPES_FOLDER / name / "sample.yaml", name)
    if node is None:
        raise SchemaError("; ".join(map(str, problems)))
    found = []
    for sample in _items(node):
        assert isinstance(sample.value, dict) and isinstance(common.value, dict)
        made = Node({**sample.value, **common.value})
        read_question(recorder, made, {}, load_rules())
        found.append(made)
    return found


def _head(recorder: Recorder, head: Node) -> Node:
    """The node that a pack's head was read from: without what stands in other files, it is another one."""
    recorder.first = None
    compiled("specimen", head, "zh-CN", load_rules(), recorder)
    if recorder.first is None:
        raise SchemaError("the head of a pack was not read")
    return recorder.first


# ── shapes into schemas ──


def _schema(recorder: Recorder, nodes: Sequence[Node]) -> Schema:
    """What nodes that stand at the same place may be: anything that one of them was read as."""
    shapes = [recorder.shape(node) for node in nodes]
    if None in shapes or not shapes:
        raise SchemaError(f"nobody reads {[node.value for node in nodes][:3]}")
    by_kind: dict[str, list[Shape]] = {}
    for shape in shapes:
        assert shape is not None
        by_kind.setdefault(shape.kind, []).append(shape)
    made = [_of_kind(recorder, kind, found) for kind, found in by_kind.items()]
    return made[0] if len(made) == 1 else {"anyOf": made}


def _of_kind(recorder: Recorder, kind: str, shapes: Sequence[Shape]) -> Schema:
    nodes = [shape.node for shape in shapes]
    low, high = min(shape.low for shape in shapes), max(shape.high for shape in shapes)
    if kind == "mapping":
        return _mapping(recorder, shapes)
    if kind == "entries":
        inner = [child for node in nodes if isinstance(node.value, dict) for child in node.value.values()]
        return {"type": "object", "additionalProperties": _schema(recorder, inner)}
    if kind == "list":
        inner = [child for node in nodes for child in _items(node)]
        bounds = {"minItems": low, "maxItems": high} if high else {}
        return {"type": "array", **bounds, "items": _schema(recorder, inner)}
    if kind == "text":
        pattern = r"^\s*[^\W_][\w.-]*\s*$" if all(shape.is_identifier for shape in shapes) else r"\S"
        return {"type": _TEXT, "pattern": pattern, "maxLength": high}
    if kind == "number":
        return {"type": ["integer", "string"], "minimum": low, "maximum": high, "pattern": "^[0-9]+$"}
    if kind == "flag":
        return {"enum": [True, False, "true", "false"]}
    if kind == "null":
        return {"type": "null"}
    if kind == "day":
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    return {"enum": list(dict.fromkeys(choice for shape in shapes for choice in shape.choices))}


def _mapping(recorder: Recorder, shapes: Sequence[Shape]) -> Schema:
    fields = {name: told for shape in shapes for name, told in shape.fields.items()}
    required = set.intersection(*(shape.required for shape in shapes))
    made: Schema = {"type": "object", "additionalProperties": False, "properties": {}}
    for name, told in fields.items():
        found = [
            node.value[name] for node in (s.node for s in shapes) if isinstance(node.value, dict) and name in node.value
        ]
        if not found:
            raise SchemaError(f"the specimen has no `{name}` ({told})")
        made["properties"][name] = {"description": told, **_schema(recorder, found)}
    if required:
        made["required"] = [name for name in fields if name in required]
    return made


def _list_of(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _questions(recorder: Recorder, types: Mapping[str, Sequence[Node]]) -> Schema:
    """A list of questions, each as its type has it; what all types have is offered before the type is known."""
    definitions = {name: _schema(recorder, nodes) for name, nodes in types.items()}
    first = next(iter(definitions.values()))["properties"]
    shared = [name for name in first if all(name in found["properties"] for found in definitions.values())]
    item: Schema = {
        "type": "object",
        "required": list(REQUIRED),
        "properties": {name: {"description": first[name]["description"]} for name in shared},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                "then": {"$ref": f"#/definitions/{name}"},
            }
            for name in types
        ],
    }
    item["properties"]["type"]["enum"] = list(types)
    return {"type": "array", "items": item, "definitions": definitions}


def _translated(schema: Schema) -> Schema:
    """The same with texts alone, none of them required but the id, each as long as another language needs."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [_translated(each) for each in schema["anyOf"]]}
    made = {key: value for key, value in schema.items() if key != "required"}
    if "properties" in schema:
        fields = {name: child for name, child in schema["properties"].items() if name not in FIXED}
        made["properties"] = {name: child if name == "id" else _translated(child) for name, child in fields.items()}
        if "id" in fields:
            made["required"] = ["id"]
    if isinstance(schema.get("additionalProperties"), dict):
        made["additionalProperties"] = _translated(schema["additionalProperties"])
    if "items" in schema:
        made["items"] = _translated(schema["items"])
    if "maxLength" in schema:
        made["maxLength"] = int(schema["maxLength"] * STRETCH)
    return made


def resolved(node: Node) -> Any:
    """The value that an editor sees, which takes scalars for what YAML 1.2 takes them for."""
    if isinstance(node.value, list):
        return [resolved(child) for child in node.value]
    if isinstance(node.value, dict):
        return {name: resolved(child) for name, child in node.value.items()}
    words = {"true": True, "false": False, "null": None, "~": None, "": None}
    if node.value in words:
        return words[node.value]
    if node.value.isascii() and node.value.isdigit():
        return int(node.value)
    return node.value
