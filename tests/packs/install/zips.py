"""A hundred and twenty zips that nobody should send, made byte by byte where Python's own library would not make them."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.packs.install.made import pack

IN_UTF8 = 0x800


@dataclass(slots=True)
class Member:
    """A member as it will stand in the zip; what is None is told truly."""

    name: bytes
    data: bytes = b""
    flags: int = IN_UTF8
    method: int = 8
    mode: int = stat.S_IFREG | 0o644
    told_size: int | None = None
    told_packed: int | None = None
    local_size: int | None = None
    local_name: bytes | None = None
    crc: int | None = None
    extra: bytes = b""
    packed: bytes | None = None
    offset: int | None = None


@dataclass(slots=True)
class Zip:
    """A zip from its members; `before` stands in front, `cut` bytes are missing at the end."""

    members: list[Member] = field(default_factory=list)
    before: bytes = b""
    fixes_offsets: bool = False
    cut: int = 0
    directory_shift: int = 0
    comment: bytes = b""
    zip64: tuple[int, int] | None = None

    def data(self) -> bytes:
        body, heads = bytearray(self.before), bytearray()
        base = 0 if self.fixes_offsets else len(self.before)
        for member in self.members:
            deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
            packed = member.packed
            if packed is None:
                packed = deflate.compress(member.data) + deflate.flush() if member.method == 8 else member.data
            crc = zlib.crc32(member.data) if member.crc is None else member.crc
            size = len(member.data) if member.told_size is None else member.told_size
            told = len(packed) if member.told_packed is None else member.told_packed
            at = len(body) - base if member.offset is None else member.offset
            local = member.name if member.local_name is None else member.local_name
            local_size = size if member.local_size is None else member.local_size
            common = struct.pack("<HHHHHLLL", 20, member.flags, member.method, 0, 0x5A21, crc, told, size)
            if member.offset is None:
                there = struct.pack("<HHHHHLLL", 20, member.flags, member.method, 0, 0x5A21, crc, told, local_size)
                body += b"PK\x03\x04" + there + struct.pack("<HH", len(local), 0) + local + packed
            heads += b"PK\x01\x02" + struct.pack("<H", 0x0314) + common
            heads += struct.pack("<HHHHHLL", len(member.name), len(member.extra), 0, 0, 0, member.mode << 16, at)
            heads += member.name + member.extra
        count = len(self.members)
        start = len(body) - base + self.directory_shift
        end = b""
        if self.zip64 is not None:
            size64, start64 = self.zip64
            at64 = len(body) + len(heads)
            end += b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, count, count, size64, start64)
            end += b"PK\x06\x07" + struct.pack("<LQL", 0, at64, 1)
            start = 0xFFFFFFFF
        end += b"PK\x05\x06" + struct.pack(
            "<4H2LH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(heads), start, len(self.comment)
        )
        made = bytes(body) + bytes(heads) + end + self.comment
        return made[: len(made) - self.cut] if self.cut else made


def good() -> list[Member]:
    """The members of a pack that would be taken."""
    return [Member(name.encode(), data) for name, data in pack().items()]


def _with(*members: Member) -> bytes:
    return Zip([*good(), *members]).data()


def _changed(change: Callable[[Member], None]) -> bytes:
    members = good()
    change(members[-1])
    return Zip(members).data()


PATHS = (
    ("up", "../evil.yaml", "name-unsafe"),
    ("up-twice", "../../evil.yaml", "name-unsafe"),
    ("up-inside", "q/../../evil.yaml", "name-unsafe"),
    ("up-and-back", "q/../q/x.yaml", "name-unsafe"),
    ("up-at-end", "q/..", "name-unsafe"),
    ("dot", "./x.yaml", "name-unsafe"),
    ("dot-inside", "q/./x.yaml", "name-unsafe"),
    ("absolute", "/etc/evil.yaml", "name-unsafe"),
    ("two-slashes", "//server/share/evil.yaml", "name-unsafe"),
    ("empty-part", "q//x.yaml", "name-unsafe"),
    ("drive", "C:/evil.yaml", "name-unsafe"),
    ("drive-relative", "C:evil.yaml", "name-unsafe"),
    ("backslash", "q\\x.yaml", "name-unsafe"),
    ("backslash-up", "..\\evil.yaml", "name-unsafe"),
    ("share", "\\\\server\\share\\evil.yaml", "name-unsafe"),
    ("nul", "x.yaml\0.png", "name-unsafe"),
    ("nul-first", "\0x.yaml", "name-unsafe"),
    ("only-slash", "/", "name-unsafe"),
    ("hidden-up", ".git/../../evil.yaml", "name-unsafe"),
    ("stream", "pack.yaml:evil.yaml", "name-reserved"),
    ("colon", "q/a:b.yaml", "name-reserved"),
    ("question-mark", "q/a?.yaml", "name-reserved"),
    ("star", "q/*.yaml", "name-reserved"),
    ("pipe", "q/a|b.yaml", "name-reserved"),
    ("quote", 'q/a"b.yaml', "name-reserved"),
    ("less", "q/<a>.yaml", "name-reserved"),
    ("newline", "q/a\nb.yaml", "name-reserved"),
    ("escape", "q/\x1b[31m.yaml", "name-reserved"),
    ("delete", "q/a\x7f.yaml", "name-reserved"),
    ("con", "CON.yaml", "name-reserved"),
    ("con-folder", "con/x.yaml", "name-reserved"),
    ("nul-device", "q/NUL.yaml", "name-reserved"),
    ("aux", "q/aux.txt.yaml", "name-reserved"),
    ("prn", "prn.txt", "name-reserved"),
    ("com1", "COM1.yaml", "name-reserved"),
    ("com9", "q/com9.png", "name-reserved"),
    ("lpt1", "LPT1.md", "name-reserved"),
    ("com-superscript", "COM¹.yaml", "name-reserved"),
    ("conin", "CONIN$.yaml", "name-reserved"),
    ("con-blank", "CON .yaml", "name-reserved"),
    ("dot-at-end", "q/x.yaml.", "name-reserved"),
    ("dots-at-end", "q/x.yaml...", "name-reserved"),
    ("blank-at-end", "q/x.yaml ", "name-reserved"),
    ("folder-dot-at-end", "q./x.yaml", "name-reserved"),
    ("blank-first", "q/ x.yaml", "name-reserved"),
    ("long-name", "q/" + "x" * 90 + ".yaml", "name-long"),
    ("long-path", "/".join("abcdefgh") + "/x.yaml", "name-long"),
    ("very-long-name", "x" * 60_000 + ".yaml", "name-long"),
    ("cyrillic", "q/оne.yaml", "name-lookalike"),
    ("full-width", "q/ｏne.yaml", "name-lookalike"),
    ("right-to-left", "q/\u202elmay.exe.yaml", "name-lookalike"),
    ("zero-width", "q/one\u200b.yaml", "name-lookalike"),
    ("nfc-accent", "q/é.yaml", "name-lookalike"),
    ("nfd-accent", "q/e\u0301.yaml", "name-lookalike"),
    ("compatibility-han", "q/\uf900.yaml", "name-lookalike"),
    ("emoji", "q/😀.yaml", "name-lookalike"),
    ("case-twin", "Q/ONE.yaml", "twin-names"),
    ("case-twin-file", "q/One.yaml", "twin-names"),
    ("case-twin-pack", "PACK.yaml", "twin-names"),
    ("same-name", "q/one.yaml", "twin-names"),
    ("file-as-folder", "pack.yaml/x.yaml", "twin-names"),
    ("zip-in-zip", "q/more.zip", "file-kind"),
    ("program", "setup.exe", "file-kind"),
    ("script", "q/x.py", "file-kind"),
    ("shortcut", "题包.lnk", "file-kind"),
    ("font", "media/x.ttf", "file-kind"),
    ("svg", "media/x.svg", "file-kind"),
    ("html", "x.html", "file-kind"),
    ("video", "media/x.mp4", "file-kind"),
    ("workbook", "questions.xlsx", "file-kind"),
    ("macro-workbook", "questions.xlsm", "file-kind"),
    ("pickle", "q/x.pkl", "file-kind"),
    ("json", "q/x.json", "file-kind"),
    ("manifest-elsewhere", "q/manifest.json", "file-kind"),
    ("two-suffixes", "q/x.yaml.exe", "file-kind"),
    ("no-suffix", "q/x", "file-kind"),
    ("only-suffix", "q/yaml", "file-kind"),
    ("autorun", "autorun.inf", "file-kind"),
)
"""Name, path, refusal."""


def _quoted(depth: int) -> bytes:
    """Members that each hold the next one as their content: what is packed once counts for all of them."""
    members = [Member(b"q/0.txt", b"x" * 5_000)]
    for number in range(1, depth):
        members.append(Member(f"q/{number}.txt".encode(), _bare(members[-1]), method=0))
    start = len(b"".join(map(_bare, good())))
    *inside, outer = members
    content = _bare(outer)
    for member in inside:
        member.offset = start + content.rindex(_bare(member))
    return Zip([*good(), outer, *inside]).data()


def _bare(member: Member) -> bytes:
    """The member with its head, without a directory."""
    return Zip([member]).data().partition(b"PK\x01\x02")[0]


def hostile() -> Iterator[tuple[str, bytes, str]]:
    """Each zip by name, with the refusal it meets."""
    for name, path, code in PATHS:
        yield f"path-{name}", _with(Member(path.encode(), b"x: 1\n")), code
    yield "path-width-twins", _with(Member(b"q/a(1).yaml"), Member("q/a（1）.yaml".encode())), "twin-names"
    yield "path-backslash-in-gbk", _with(Member("q\\坏.yaml".encode("gb18030"), flags=0)), "name-unsafe"
    yield "path-up-in-gbk", _with(Member("../坏.yaml".encode("gb18030"), flags=0)), "name-unsafe"
    yield "path-no-encoding", _with(Member(b"q/\xff\xfe\xff.yaml", flags=0)), "zip-name"
    yield "path-broken-utf8", _with(Member(b"q/\xff\xfe.yaml")), "zip-damaged"
    up = b"../evil.yaml"
    field = struct.pack("<BL", 1, zlib.crc32(b"q/x.yaml")) + up
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    yield "path-in-extra-field", _with(Member(b"q/x.yaml", b"x", flags=0, extra=extra)), "name-unsafe"
    yield "local-name-differs", _with(Member(b"q/x.yaml", b"x", local_name=b"../x.yaml")), "zip-damaged"
    for name, mode, code in (
        ("symlink", stat.S_IFLNK, "file-link"),
        ("pipe", stat.S_IFIFO, "file-special"),
        ("device", stat.S_IFCHR, "file-special"),
        ("disk", stat.S_IFBLK, "file-special"),
        ("socket", stat.S_IFSOCK, "file-special"),
    ):
        yield f"kind-{name}", _with(Member(b"q/x.yaml", b"/etc/passwd", mode=mode | 0o777)), code
    yield "kind-symlinked-manifest", _with(Member(b"manifest.json", b"/x", mode=stat.S_IFLNK)), "manifest-link"
    yield "kind-symlinked-folder", _with(Member(b"media/", b"", method=0, mode=stat.S_IFLNK)), "file-link"
    many = [Member(f"q/{number}.yaml".encode()) for number in range(10_000)]
    yield "many-entries", Zip([*good(), *many]).data(), "too-many-files"
    yield (
        "many-hidden-entries",
        Zip([*good(), *(Member(f".x/{n}".encode()) for n in range(10_000))]).data(),
        "too-many-files",
    )
    bomb = bytes(8 * 1024 * 1024)
    yield "bomb", _with(Member(b"q/x.yaml", bomb)), "zip-ratio"
    yield "bomb-hidden", _with(Member(b".x", bomb)), "zip-ratio"
    yield "bomb-just-over-a-megabyte", _with(Member(b"q/x.txt", bytes(1 << 20))), "zip-ratio"
    yield "too-big-told", _with(Member(b"q/x.yaml", b"x", told_size=3 << 30)), "too-big"
    yield "too-big-zip64-told", _with(Member(b"q/x.yaml", b"x", told_size=0xFFFFFFFF)), "too-big"
    half = (b"0123456789abcdef" * 655_360)[: 10 * 1024 * 1024 + 1]
    yield "too-big-together", _with(*(Member(f"q/{n}.txt".encode(), half, method=0) for n in range(2))), "too-big"
    yield "says-it-is-small", _with(Member(b"q/x.txt", b"x" * 50_000, told_size=10)), "zip-size"
    yield "says-it-is-empty", _with(Member(b"q/x.txt", b"x" * 50_000, told_size=0)), "zip-size"
    yield (
        "small-with-its-own-checksum",
        _with(Member(b"q/x.txt", b"x" * 50_000, told_size=10, crc=zlib.crc32(b"x" * 10))),
        "zip-size",
    )
    yield "says-it-is-large", _with(Member(b"q/x.txt", b"x" * 50, told_size=5_000)), "zip-size"
    yield "head-and-directory-differ", _with(Member(b"q/x.txt", b"x" * 50, local_size=51)), "zip-size"
    yield "packed-larger-than-file", _with(Member(b"q/x.txt", b"x" * 50, told_packed=900)), "zip-overlap"
    yield "packed-smaller-than-it-is", _with(Member(b"q/x.txt", b"x" * 5_000, method=0, told_packed=3)), "zip-prefix"
    yield "folder-with-content", _with(Member(b"media/", b"x" * 100)), "zip-size"
    yield "bad-checksum", _with(Member(b"q/x.txt", b"x" * 50, crc=1)), "zip-damaged"
    yield "bad-checksum-of-the-pack", _changed(lambda member: setattr(member, "crc", 7)), "zip-damaged"
    yield "broken-deflate", _with(Member(b"q/x.txt", b"x" * 50, packed=b"\xff" * 40)), "zip-damaged"
    yield "cut-deflate", _with(Member(b"q/x.txt", bytes(range(256)) * 9, packed=b"\x04")), "zip-damaged"
    first = good()[0]
    yield "overlap-same-member", _with(Member(first.name, first.data, offset=0)), "zip-overlap"
    yield "overlap-quoted", _quoted(2), "zip-overlap"
    yield "overlap-quoted-often", _quoted(300), "zip-overlap"
    yield "overlap-inside", _with(Member(b"q/x.yaml", b"x", offset=20)), "zip-damaged"
    yield (
        "overlap-with-directory",
        _with(Member(b"q/x.txt", b"x" * 50, method=0, told_packed=70, told_size=70)),
        "zip-overlap",
    )
    yield "overlap-names-differ", _with(Member(b"pack2.yaml", first.data, offset=0)), "zip-damaged"
    yield "offset-beyond", _with(Member(b"q/x.yaml", b"x", offset=1 << 30)), "zip-damaged"
    yield "encrypted", _with(Member(b"q/x.yaml", b"x" * 20, flags=IN_UTF8 | 1)), "zip-encrypted"
    yield "encrypted-strongly", _with(Member(b"q/x.yaml", b"x" * 20, flags=IN_UTF8 | 0x40)), "zip-encrypted"
    for number, name in ((12, "bzip2"), (14, "lzma"), (1, "shrunk"), (99, "aes"), (93, "zstandard")):
        yield f"method-{name}", _with(Member(b"q/x.yaml", b"x" * 20, method=number, packed=b"x" * 20)), "zip-method"
    yield "program-in-front", Zip(good(), before=b"MZ" + bytes(5_000)).data(), "zip-prefix"
    yield "program-in-front-adjusted", Zip(good(), before=b"MZ" + bytes(5_000), fixes_offsets=True).data(), "zip-prefix"
    yield "script-in-front", Zip(good(), before=b"#!/bin/sh\nrm -rf /\n").data(), "zip-prefix"
    yield "one-byte-in-front", Zip(good(), before=b"x").data(), "zip-prefix"
    whole = Zip(good()).data()
    for share in (1, 30, 60, 90, 99):
        yield f"cut-to-{share}-percent", whole[: len(whole) * share // 100], "zip-damaged"
    yield "cut-by-one-byte", whole[:-1], "zip-damaged"
    yield "empty", b"", "zip-damaged"
    yield "no-zip", b"id: my-pack\n", "zip-damaged"
    yield "a-picture", b"\x89PNG\r\n\x1a\n" + bytes(100), "zip-damaged"
    yield "a-rar", b"Rar!\x1a\x07\x01\x00" + bytes(200), "zip-damaged"
    yield "only-an-end", b"PK\x05\x06" + bytes(18), "no-pack"
    yield "no-members", Zip([]).data(), "no-pack"
    yield "no-pack-in-it", Zip([Member(b"q/x.yaml", b"x: 1")]).data(), "no-pack"
    yield "pack-too-deep", Zip([Member(b"a/b/" + m.name, m.data) for m in good()]).data(), "no-pack"
    two = [Member(folder + m.name, m.data) for folder in (b"one/", b"two/") for m in good()]
    yield "two-packs", Zip(two).data(), "several-packs"
    yield (
        "a-file-beside-the-pack",
        Zip([*(Member(b"one/" + m.name, m.data) for m in good()), Member(b"x.yaml")]).data(),
        "file-kind",
    )
    yield "directory-elsewhere", Zip(good(), directory_shift=-20).data(), "zip-damaged"
    yield "directory-beyond", Zip(good(), directory_shift=5_000).data(), "zip-damaged"
    yield "zip64-huge-directory", Zip(good(), zip64=(1 << 62, 0)).data(), "zip-damaged"
    yield "zip64-start-beyond", Zip(good(), zip64=(10, 1 << 60)).data(), "zip-damaged"
    yield (
        "zip64-short-extra",
        _with(Member(b"q/x.yaml", b"x", told_size=0xFFFFFFFF, extra=struct.pack("<HHL", 1, 4, 9))),
        "zip-damaged",
    )
    yield (
        "zip64-huge-size",
        _with(Member(b"q/x.yaml", b"x", told_size=0xFFFFFFFF, extra=struct.pack("<HHQ", 1, 8, 1 << 62))),
        "too-big",
    )
    yield "id-none", Zip([Member(b"pack.yaml", b"title: x\n")]).data(), "pack-id"
    yield "id-leads-out", Zip([Member(b"pack.yaml", b"id: ../../evil\n")]).data(), "pack-id"
    yield "id-is-a-device", Zip([Member(b"pack.yaml", b"id: con\n")]).data(), "pack-id"
    yield "id-hidden", Zip([Member(b"pack.yaml", b"id: .incoming\n")]).data(), "pack-id"
    yield "id-in-capitals", Zip([Member(b"pack.yaml", b"id: My-Pack\n")]).data(), "pack-id"
    yield "huge-manifest", _with(Member(b"manifest.json", bytes(range(256)) * 4_100, method=0)), "manifest-too-big"


def harmless() -> Iterator[tuple[str, bytes]]:
    """Zips as ordinary programs on ordinary machines make them."""
    yield "plain", Zip(good()).data()
    yield "stored", Zip([Member(m.name, m.data, method=0) for m in good()]).data()
    yield "in-a-folder", Zip([Member(b"my-pack/" + m.name, m.data) for m in good()]).data()
    chinese = [Member("我的题包/".encode("gb18030") + m.name, m.data, flags=0) for m in good()]
    yield "windows-explorer-in-gbk", Zip(chinese).data()
    gbk = Member("q/补充題誠.yaml".encode("gb18030"), b"[]\n", flags=0)
    yield "gbk-names-with-a-backslash-byte", _with(gbk)
    yield "utf8-without-a-mark", _with(Member("q/补充.yaml".encode(), b"[]\n", flags=0))
    mac = [Member(b"__MACOSX/._pack.yaml", b"\0\5\x16\7"), Member(b".DS_Store", b"x"), Member(b"Thumbs.db", b"x")]
    yield "with-a-mac's-clutter", _with(*mac, Member(b"q/~$one.xlsx", b"x"))
    yield "with-folders", Zip([Member(b"q/", method=0, mode=stat.S_IFDIR | 0o755), *good()]).data()
    yield "with-a-comment", Zip(good(), comment="题包".encode()).data()
    yield "with-chinese-brackets", _with(Member("q/补充（二）.yaml".encode(), b"[]\n"))
