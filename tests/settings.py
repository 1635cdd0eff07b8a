"""The project's own settings, with what tests fix; `DATABASE_URL` chooses the database."""

import os

os.environ.setdefault("BINHYEN_SECRET_KEY", "a key for tests only")
os.environ.setdefault("BINHYEN_SECURE", "False")
os.environ.setdefault("BINHYEN_VAR_DIR", "/tmp/binhyen-tests")
os.environ.setdefault("DATABASE_URL", "sqlite:////tmp/binhyen-tests/db.sqlite3")

from binhyen.config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: in memory, requests beside each other share one cache and meet its table locks.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    VAR_DIR.mkdir(parents=True, exist_ok=True)
