"""Keys of authors and approvers: a secret one in a file that a passphrase opens, a public one as a line of text."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.packs.install.manifest import KEY_BYTES, Manifest, Role, Signature
from game.packs.install.refusal import shown

LINE = "qmcg-key"
SECRET = "qmcg-secret-1"
LEAST_PASSPHRASE = 10
MOST_NAME = 40
MOST_MEMORY_BYTES = 256 * 1024 * 1024
"""More than any key of ours asks for: a stranger's file shall not fill the memory."""


class KeyFault(ValueError):
    """A key's file or line can't be used; the text says why, in both languages."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key, whose it is and what for."""

    role: Role
    name: str
    key: bytes

    @property
    def id(self) -> str:
        return key_id(self.key)

    def line(self) -> str:
        """The key as it is handed round."""
        return f"{LINE} {self.role} {base64.b64encode(self.key).decode()} {self.name}"


@dataclass(frozen=True, slots=True)
class SecretKey:
    """A secret key in memory."""

    public: PublicKey
    seed: bytes

    def sign(self, manifest: Manifest) -> Signature:
        """The manifest's signature in this key's role."""
        from nacl.signing import SigningKey

        return Signature(self.public.key, SigningKey(self.seed).sign(manifest.message(self.public.role)).signature)


@dataclass(frozen=True, slots=True)
class Cost:
    """scrypt's parameters as libsodium counts them: operations, bytes of memory."""

    operations: int = 1 << 22
    memory_bytes: int = 1 << 27


COST = Cost()
"""A try takes 128 MiB and about half a second."""


def key_id(key: bytes) -> str:
    """Sixteen hexadecimal digits that name a public key."""
    return hashlib.sha256(key).hexdigest()[:16]


def public_key(line: str) -> PublicKey:
    """The key in that line. Raises KeyFault."""
    words = line.strip().split(maxsplit=3)
    try:
        kind, role, text, name = words
        key = base64.b64decode(text.encode("ascii"), validate=True)
        if kind != LINE or len(key) != KEY_BYTES or not is_name(name):
            raise ValueError
        return PublicKey(Role(role), name, key)
    except (ValueError, binascii.Error) as error:
        raise KeyFault(f"`{shown(line)}` is no public key / 不是一行公钥") from error


def is_name(name: str) -> bool:
    """Whether a person can be called so on a screen."""
    return 0 < len(name.strip()) <= MOST_NAME and name == name.strip() and name.isprintable()


def fits(signature: Signature, manifest: Manifest, role: Role) -> bool:
    """Whether the signature is this manifest's, in that role."""
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(signature.key).verify(manifest.message(role), signature.signature)
    except (CryptoError, ValueError):
        return False
    return True


def make_key(role: Role, name: str) -> SecretKey:
    """A new key from the machine's chance."""
    from nacl.signing import SigningKey

    made = SigningKey.generate()
    return SecretKey(PublicKey(role, name, bytes(made.verify_key)), bytes(made))


def write_secret(path: Path, key: SecretKey, passphrase: str, cost: Cost = COST) -> None:
    """The key is in a new file that the passphrase opens and only its owner may read. Raises OSError; FileExistsError too."""
    from nacl.pwhash import scrypt
    from nacl.secret import SecretBox

    salt = os.urandom(scrypt.SALTBYTES)
    box = SecretBox(scrypt.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, cost.operations, cost.memory_bytes))
    told = {
        "format": SECRET,
        "public": key.public.line(),
        "salt": salt.hex(),
        "operations": cost.operations,
        "memory_bytes": cost.memory_bytes,
        "box": bytes(box.encrypt(key.seed)).hex(),
    }
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_secret(path: Path, passphrase: str) -> SecretKey:
    """The key in that file. Raises KeyFault for a wrong passphrase or no such key."""
    from nacl.exceptions import CryptoError
    from nacl.pwhash import scrypt
    from nacl.secret import SecretBox
    from nacl.signing import SigningKey

    try:
        told: Any = json.loads(path.read_text("utf-8"))
        public = public_key(told["public"])
        salt, box = bytes.fromhex(told["salt"]), bytes.fromhex(told["box"])
        operations, memory = int(told["operations"]), int(told["memory_bytes"])
        if told["format"] != SECRET or not 0 < memory <= MOST_MEMORY_BYTES or not 0 < operations <= 1 << 25:
            raise ValueError
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise KeyFault(f"{path.name} can't be read as a secret key / 读不出密钥") from error
    try:
        opened = scrypt.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, operations, memory)
        seed = SecretBox(opened).decrypt(box)
        if bytes(SigningKey(seed).verify_key) != public.key:
            raise ValueError
    except (CryptoError, ValueError, TypeError) as error:
        raise KeyFault("the passphrase is wrong, or the key's file is damaged / 口令不对，或密钥文件已损坏") from error
    return SecretKey(public, seed)
