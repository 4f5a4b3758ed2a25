"""The application for a WSGI server of one's own: ``TIMELINE_STORE=timeline.db granian --interface wsgi web.wsgi``."""

import os

from timeline.serve import ServeConfig, create_app
from timeline.serve.loading import fresh
from timeline.store import Store

base_url = os.environ.get("TIMELINE_BASE_URL", "http://127.0.0.1:8000")
application = create_app(fresh(Store(os.environ["TIMELINE_STORE"])), ServeConfig(base_url=base_url))
