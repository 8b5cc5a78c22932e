"""Sealing text with `DATA_KEY`, and the keyed digests by which a sealed identity number is found."""

import hashlib
import hmac
import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

BULLET = "•"


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def seal(text: str) -> bytes:
    """Encrypt with the newest data key."""
    return seal_bytes(text.encode())


def seal_bytes(content: bytes) -> bytes:
    """A whole file's content under the newest data key."""
    return _box(tuple(settings.DATA_KEYS)).encrypt(content)


def unseal(token: bytes) -> str:
    """Decrypt with whichever data key fits. Raises InvalidToken when none does."""
    return unseal_bytes(token).decode()


def unseal_bytes(token: bytes) -> bytes:
    """A file's content again. Raises InvalidToken when no key fits."""
    return _box(tuple(settings.DATA_KEYS)).decrypt(bytes(token))


def reseal(token: bytes) -> bytes:
    """The same content under the newest data key."""
    return _box(tuple(settings.DATA_KEYS)).rotate(bytes(token))


def seal_json(value: Any) -> bytes:
    return seal(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str))


def unseal_json(token: bytes) -> Any:
    return json.loads(unseal(token))


def digest(text: str) -> bytes:
    """HMAC-SHA-256 under the newest hash key: 32 bytes, equal for equal text, useless without the key."""
    return hmac.digest(settings.HASH_KEYS[0].encode(), text.encode(), hashlib.sha256)


def digests(text: str) -> list[bytes]:
    """The digest under every hash key still in use, so that search finds rows not yet rotated."""
    return [hmac.digest(key.encode(), text.encode(), hashlib.sha256) for key in settings.HASH_KEYS]


def masked(text: str) -> str:
    """`3319••••••••0003`; a number of another length shows at most its first six signs."""
    if len(text) == 16:
        return f"{text[:4]}{BULLET * 8}{text[-4:]}"
    return f"{text[: min(6, len(text) // 2)]}{BULLET * 5}"


class Sealed:
    """An identity number as the code carries it: printing it shows the mask, `.whole` shows it all.

    Whoever calls `.whole` for a person to read must leave a read entry (`wksbm.core.read_log`).
    """

    __slots__ = ("_text", "token")

    def __init__(self, text: str | None = None, *, token: bytes | None = None):
        self._text = text
        self.token = token

    @property
    def whole(self) -> str:
        if self._text is None:
            self._text = unseal(self.token)
        return self._text

    def __str__(self) -> str:
        try:
            return masked(self.whole)
        except InvalidToken:
            return BULLET * 16

    def __repr__(self) -> str:
        return f"<Sealed {BULLET * 4}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.whole == other.whole

    def __hash__(self) -> int:
        return hash(self.whole)
