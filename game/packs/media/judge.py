"""Whether a file of a pack's `media` folder may be decoded: its name, its real kind, how large it becomes.

Decoders have been the way into many a program, so a file is first walked here, byte by byte and without pixels: its chunks or
pages must be whole and say what its name says. PNG, JPEG and Ogg (Vorbis, Opus) are all there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType

from game.packs.limits import LIMITS, Limits
from game.packs.media.flaw import Flaw
from game.packs.media.ogg import ogg_flaws
from game.packs.media.pictures import jpeg_flaws, png_flaws

Walk = Callable[[bytes, Limits], Iterator[Flaw]]
KINDS: MappingProxyType[str, tuple[bytes, Walk]] = MappingProxyType(
    {
        ".png": (b"\x89PNG\r\n\x1a\n", png_flaws),
        ".jpg": (b"\xff\xd8\xff", jpeg_flaws),
        ".jpeg": (b"\xff\xd8\xff", jpeg_flaws),
        ".ogg": (b"OggS", ogg_flaws),
        ".opus": (b"OggS", ogg_flaws),
    }
)
"""Each suffix with the bytes that such a file begins with, and the walk through it."""

_BELONG_ELSEWHERE = {
    "picture-kind": "gif webp bmp tif tiff heic heif avif ico",
    "sound-kind": "mp3 wav m4a aac flac wma amr mid aiff",
    "no-drawings": "svg svgz eps ai pdf",
    "no-fonts": "ttf otf ttc woff woff2 pfb fon",
    "no-video": "mp4 mov avi mkv webm wmv flv m4v ogv",
    "no-web-pages": "html htm xhtml mht swf css url xml",
    "no-programs": "exe dll com bat cmd ps1 vbs js jar msi scr lnk py sh so pyc apk hta reg inf app pkl pickle",
    "no-archives": "zip rar 7z gz tar bz2 xz iso cab img",
    "no-office-files": "doc docx xls xlsx xlsm ppt pptx wps et",
}
REFUSED: MappingProxyType[str, str] = MappingProxyType(
    {f".{suffix}": code for code, listed in _BELONG_ELSEWHERE.items() for suffix in listed.split()}
)
"""What is known not to belong into a pack, by suffix, and the code that says so."""

WORDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "picture-kind": "only PNG and JPEG pictures; save it as PNG / 图片只能用 PNG 或 JPEG，请另存为 PNG",
        "sound-kind": "only Ogg sounds (Vorbis or Opus); convert it / 声音只能用 OGG，请转换格式",
        "no-drawings": "vector drawings are not allowed; save it as PNG / 不能放矢量图，请导出成 PNG",
        "no-fonts": "fonts are not allowed in packs / 题包里不能放字体",
        "no-video": "videos are not allowed in packs / 题包里不能放视频",
        "no-web-pages": "web pages are not allowed in packs / 题包里不能放网页",
        "no-programs": "programs and scripts are not allowed in packs / 题包里不能放程序和脚本",
        "no-archives": "archives are not allowed within a pack / 题包里不能再放压缩包",
        "no-office-files": "office files don't belong into a pack; import them / 题包里不放办公文档，请用导入命令",
        "stray-file": "no file that packs have; delete it / 题包里没有这种文件，请删掉",
    }
)


def suffix_flaw(suffix: str, allowed: frozenset[str]) -> Flaw | None:
    """Why a file with that suffix may not be where only `allowed` ones are; None when it may."""
    if suffix in allowed:
        return None
    code = REFUSED.get(suffix, "stray-file")
    return Flaw(code, WORDS[code])


def media_flaws(suffix: str, data: bytes, limits: Limits = LIMITS) -> list[Flaw]:
    """Everything that is wrong with a picture or sound named with `suffix`, a key of `KINDS`."""
    if len(data) > limits.media_bytes:
        return [
            Flaw("media-too-big", f"larger than {limits.media_bytes >> 20} MiB / 超过 {limits.media_bytes >> 20} MiB")
        ]
    begin, walk = KINDS[suffix]
    if not data.startswith(begin):
        kind = next((other[1:] for other, (magic, _) in KINDS.items() if data.startswith(magic)), "something else")
        return [Flaw("media-kind-lies", f"named {suffix}, but it is {kind} / 文件名是 {suffix}，内容却不是")]
    return list(walk(data, limits))
