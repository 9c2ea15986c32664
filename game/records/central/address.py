"""Where the central database is, and how to speak of it without its password."""

from __future__ import annotations

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

DRIVER = "postgresql+psycopg"
HIDDEN = "***"
_TOLD = frozenset({"host", "port", "sslmode", "sslrootcert", "target_session_attrs"})
"""What of a URL's query may be shown; anything else could be a secret."""


class AddressError(ValueError):
    """The URL names no database that could be meant."""


def parse(text: str) -> URL:
    """The URL, for psycopg. Raises AddressError, which never quotes the text: it may hold a password."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise AddressError("not a database URL") from None
    if url.drivername not in ("postgresql", DRIVER):
        raise AddressError(f"{url.get_backend_name()} is not supported, only {DRIVER}")
    if not url.database:
        raise AddressError("the URL names no database")
    return url.set(drivername=DRIVER)


def masked(url: URL) -> str:
    """The URL as it may be shown and logged."""
    query = {key: value if key in _TOLD else HIDDEN for key, value in url.query.items()}
    return url.set(query=query).render_as_string(hide_password=True)


def without_secrets(message: str, url: URL) -> str:
    """The first line of a driver's message, what is secret in the URL struck out."""
    line = next(iter(message.strip().splitlines()), "")
    queried = [value for key, value in url.query.items() if key not in _TOLD]
    secrets = [url.password, *(value if isinstance(value, str) else " ".join(value) for value in queried)]
    for secret in filter(None, secrets):
        line = line.replace(str(secret), HIDDEN)
    return line
