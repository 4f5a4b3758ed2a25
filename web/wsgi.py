"""The application for a WSGI server of one's own: ``TIMELINE_STORE=timeline.db gunicorn web.wsgi``."""

import os

from timeline.serve import ServeConfig
from timeline.serve.loading import served

config = ServeConfig(base_url=os.environ.get("TIMELINE_BASE_URL", "http://127.0.0.1:8000"))
application = served(os.environ["TIMELINE_STORE"], config, access_log=False)
