"""The application that gunicorn serves."""

import gc
import os
from importlib import import_module
from pathlib import Path
from threading import Thread

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from binhyen.config.command import ENV_FILE, read_env_file

read_env_file(Path(os.environ.get("BINHYEN_ENV_FILE", ENV_FILE)))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binhyen.config.settings")
application = get_wsgi_application()

# A worker loads what pages need before the first request comes, not while somebody waits for it; the engines of boards,
# which few pages need, beside the first requests.
_ = get_resolver().url_patterns
warming = Thread(target=import_module, args=["binhyen.analytics.measures"], name="warming", daemon=True)
warming.start()

# What is loaded now stays: the collector need not look at it again. And many rows make no garbage that is cyclic, so it
# looks less often: a total of 166,000 figures took half as long again with Python's own thresholds.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
