"""The application as WSGI servers load it: `gunicorn wsgi:app`."""

from searchsvc.web import create_app

app = create_app()
