"""Reads settings from the environment and says plainly what is wrong with one."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Read a text; `NAME_FILE` may point to a file that holds it. Without a default it must be given."""
    if f"{name}_FILE" in os.environ:
        return Path(os.environ[f"{name}_FILE"]).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        msg = f"{name} is not set. See docs/reference/settings.md."
        raise ImproperlyConfigured(msg)
    return value


def flag(name: str, *, default: bool) -> bool:
    """Read `True` or `False`; anything else is a mistake."""
    value = os.environ.get(name, str(default))
    if value not in {"True", "False"}:
        msg = f"{name} must be True or False, not {value!r}."
        raise ImproperlyConfigured(msg)
    return value == "True"


def integer(name: str, default: int) -> int:
    """Read a whole number."""
    value = os.environ.get(name, str(default))
    if not value.lstrip("-").isdigit():
        msg = f"{name} must be a whole number, not {value!r}."
        raise ImproperlyConfigured(msg)
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """Read a list separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(url: str, base: Path) -> dict[str, Any]:
    """Turn `DATABASE_URL` into Django's settings: `sqlite:///path` or `postgresql://user:pass@host:port/name`.

    A PostgreSQL socket folder is given as `?host=/folder`.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(base / unquote(parts.path.removeprefix("/")))
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", parts.hostname or "")),
            "PORT": str(parts.port or query.get("port", "")),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    msg = f"DATABASE_URL must start with sqlite:/// or postgresql://, not {parts.scheme!r}."
    raise ImproperlyConfigured(msg)


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        },
    }


def openid_provider() -> dict[str, Any]:
    """Return allauth's settings for one OpenID Connect provider, or nothing when none is configured."""
    server = os.environ.get("BINHYEN_OIDC_SERVER", "")
    if not server:
        return {}
    app = {
        "provider_id": "oidc",
        "name": text("BINHYEN_OIDC_NAME", "OpenID Connect"),
        "client_id": text("BINHYEN_OIDC_CLIENT"),
        "secret": text("BINHYEN_OIDC_SECRET"),
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}
