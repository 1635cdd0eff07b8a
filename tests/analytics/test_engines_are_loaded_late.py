"""Engines are heavy: pages and commands that ask nothing of the lake do without them."""

import os
import subprocess
import sys

LOOK = """
import sys, django
django.setup()
from django.urls import get_resolver
assert get_resolver().url_patterns
print(*sorted({"duckdb", "ibis", "pyarrow", "pandas", "pyspark"} & set(sys.modules)))
"""


def test_no_address_of_the_system_loads_an_engine() -> None:
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "BINHYEN_SECRET_KEY": "x"}
    found = subprocess.run([sys.executable, "-c", LOOK], env=settings, capture_output=True, text=True, check=True)
    assert found.stdout.split() == []


SERVED = """
import sys
from binhyen.config import wsgi
wsgi.warming.join(60)
print(*sorted({"duckdb", "ibis", "binhyen.analytics.views"} & set(sys.modules)))
"""


def test_a_worker_loads_pages_and_engines_before_they_are_asked_for() -> None:
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "BINHYEN_SECRET_KEY": "x"}
    found = subprocess.run([sys.executable, "-c", SERVED], env=settings, capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["binhyen.analytics.views", "duckdb", "ibis"]
