"""Why a pack stays out: a code for programs and a sentence for people, in both languages."""

from __future__ import annotations

from types import MappingProxyType

MOST_SHOWN = 60
REFUSALS = MappingProxyType(
    {
        # what was given
        "no-source": ("there is no such file or folder", "没有这个文件或文件夹"),
        "no-pack": ("no pack.yaml in it: this is not a question pack", "里面没有 pack.yaml，不是题包"),
        "several-packs": (
            "holds several packs; put each into a zip of its own",
            "一个压缩包里有几个题包，请每个题包单独压缩",
        ),
        "source-unreadable": ("can't be read to its end; try another stick", "读不完整，请换一个 U 盘再试"),
        "pack-id": (
            "the pack's id may only have small letters, digits and hyphens",
            "题包编号只能用小写字母、数字和连字符",
        ),
        "bad-pack": ("the check found problems", "检查没有通过"),
        "check-failed": ("the check did not come to an end", "检查没能完成，题包可能损坏或过大"),
        "changed-meanwhile": ("is no longer what was shown; look at it again", "内容和刚才看到的不一样了，请重新查看"),
        # zips
        "zip-damaged": ("the zip is damaged or cut short", "压缩包已损坏或不完整"),
        "zip-prefix": (
            "something stands before the zip's content; such a file may be a program",
            "压缩包前面夹带了别的内容，可能是程序",
        ),
        "zip-overlap": ("members of the zip overlap", "压缩包里的文件互相重叠"),
        "zip-size": ("a member is not as large as the zip says", "压缩包里文件的大小与标明的不符"),
        "zip-ratio": ("a member is packed suspiciously tightly", "压缩比异常，疑似压缩炸弹"),
        "zip-encrypted": ("the zip has a password; send it without one", "压缩包有密码，请去掉密码重新压缩"),
        "zip-method": ("packed in an unusual way; use an ordinary zip", "压缩方式不常见，请用普通 zip 压缩"),
        "zip-name": ("a name in the zip is in an unknown encoding", "压缩包里的文件名编码无法识别"),
        # files
        "too-many-files": ("more files than a pack may have", "文件太多，超过题包的上限"),
        "too-big": ("larger than a pack may be (20 MiB)", "题包超过 20 MiB"),
        "name-unsafe": ("a file's name leads out of the pack", "文件名指向题包以外的位置"),
        "name-reserved": ("a file's name can't be used on Windows", "文件名在 Windows 上不能使用"),
        "name-long": ("a file's name or path is too long", "文件名或路径太长"),
        "name-lookalike": ("a file's name has letters that look like others", "文件名里有容易混淆的字符"),
        "twin-names": (
            "two files have the same name but for capitals or accents",
            "有两个文件同名（只差大小写或写法）",
        ),
        "file-kind": (
            "packs hold only .yaml, pictures, sounds, .md and .txt",
            "题包里只能放 .yaml、图片、声音、.md 和 .txt",
        ),
        "file-link": ("links are not allowed in packs", "题包里不能有链接"),
        "file-special": ("not an ordinary file", "不是普通文件"),
        # the manifest
        "manifest-link": ("manifest.json is a link", "manifest.json 是链接"),
        "manifest-too-big": ("manifest.json is larger than 1 MiB", "manifest.json 超过 1 MiB"),
        "manifest-json": ("manifest.json is not proper JSON", "manifest.json 不是规范的 JSON"),
        "manifest-twice": ("a key stands twice in manifest.json", "manifest.json 里有重复的键"),
        "manifest-field": (
            "manifest.json has a missing, unknown or wrong field",
            "manifest.json 的内容缺少、多出或写错了一项",
        ),
        "manifest-path": ("manifest.json names a file outside the pack", "manifest.json 指向题包以外的文件"),
        "manifest-hash": ("manifest.json has a hash that is none", "manifest.json 里的校验值不像校验值"),
        # signatures
        "unsigned": ("is not signed", "没有签名"),
        "author-missing": ("the author's signature is missing", "缺少作者的签名"),
        "approver-missing": ("the approver's signature is missing", "缺少审核人的签名"),
        "signature-text": ("a signature is not base64 text", "签名不是 base64 文本"),
        "signature-length": ("a signature has been cut short", "签名不完整"),
        "signature-key": ("a signature names a key that is none", "签名里的公钥不像公钥"),
        "author-forged": ("the author's signature does not fit this manifest", "作者的签名与清单不符"),
        "approver-forged": ("the approver's signature does not fit this manifest", "审核人的签名与清单不符"),
        "same-key": ("author and approver signed with one key", "作者和审核人用了同一把密钥"),
        "same-person": ("author and approver are the same person", "作者和审核人是同一个人"),
        "trust-unreadable": ("this machine's list of trusted keys can't be read", "本机的可信密钥清单读不了"),
        "trust-empty": ("this machine trusts no keys yet", "本机还没有登记可信密钥"),
        "author-unknown": ("the author's key is not trusted here", "作者的密钥没有在本机登记"),
        "approver-unknown": ("the approver's key is not trusted here", "审核人的密钥没有在本机登记"),
        "author-role": ("the author's key is trusted for approving only", "作者签名用的是审核密钥"),
        "approver-role": ("the approver's key is trusted for authors only", "审核签名用的是作者密钥"),
        "author-revoked": ("the author's key has been revoked", "作者的密钥已被吊销"),
        "approver-revoked": ("the approver's key has been revoked", "审核人的密钥已被吊销"),
        # what was signed, and what is there
        "id-differs": ("was signed as another pack", "签名属于另一个题包"),
        "version-differs": ("was signed as another version", "签名属于另一个版本"),
        "file-altered": ("a file was changed after signing", "有文件在签名后被改动"),
        "file-size": ("a file has another size than was signed", "有文件的大小与签名时不同"),
        "file-added": ("a file was added after signing", "签名后多了文件"),
        "file-missing": ("a signed file is missing", "少了签过名的文件"),
        "files-swapped": ("files were swapped after signing", "有文件在签名后被对调"),
        # versions and days
        "version-absurd": (
            "the version is no sensible number; write it like 2026.11",
            "版本号不合理，请写成 2026.11 这样",
        ),
        "older-version": ("is older than what was installed here before", "比本机装过的版本旧"),
        "same-version": ("has the installed version's number but other content", "版本号相同，内容却不同"),
        "app-too-old": ("needs a newer version of the game", "需要更新版本的游戏"),
        "expired": ("its last day for installing has passed", "已过安装期限"),
        "not-yet": ("was signed in the future; is this machine's clock right?", "签名日期在将来，请检查本机时间"),
        "clock-wrong": (
            "this machine's clock is wrong, so no day can be judged",
            "本机时间不对，无法判断期限，请先校准",
        ),
        # switching
        "busy": ("packs are being installed elsewhere at this moment; try again", "另一处正在安装题包，请稍后再试"),
        "disk": ("can't be written to this machine's disk", "写不进本机磁盘，请检查空间"),
        "not-installed": ("no such pack is installed", "没有安装这个题包"),
        "no-previous": ("there is no previous version to go back to", "没有可以退回的上一版"),
        "alarm": (
            "right answers changed, or the version goes back: look, then confirm",
            "答案有改动，或版本变旧：请核对后确认",
        ),
    }
)
"""Code → what is said in English and Chinese."""


class Refused(Exception):
    """The pack stays out. `what` is where: a file, a key's name, a day."""

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(code)
        self.code, self.what = code, shown(what)

    @property
    def en(self) -> str:
        return REFUSALS[self.code][0] + (f": {self.what}" if self.what else "")

    @property
    def zh(self) -> str:
        return REFUSALS[self.code][1] + (f"：{self.what}" if self.what else "")

    def __str__(self) -> str:
        return f"{self.code} {self.en} / {self.zh}"


def shown(text: str) -> str:
    """A stranger's text fit for a line on a screen or terminal: printable, and not long."""
    clean = "".join(letter if letter.isprintable() else "·" for letter in text[: 4 * MOST_SHOWN])
    return clean if len(clean) <= MOST_SHOWN else clean[: MOST_SHOWN - 1] + "…"
