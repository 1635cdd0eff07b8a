"""The application that gunicorn serves."""

import gc
import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from binhyen.config.command import ENV_FILE, read_env_file

read_env_file(Path(os.environ.get("BINHYEN_ENV_FILE", ENV_FILE)))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binhyen.config.settings")
application = get_wsgi_application()

# What is loaded now stays: the collector need not look at it again. And many rows make no garbage that is cyclic, so it
# looks less often: a total of 166,000 figures took half as long again with Python's own thresholds.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
