"""The application that gunicorn serves."""

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from binhyen.config.command import ENV_FILE, read_env_file

read_env_file(Path(os.environ.get("BINHYEN_ENV_FILE", ENV_FILE)))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binhyen.config.settings")
application = get_wsgi_application()
