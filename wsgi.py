"""What a WSGI server loads: ``gunicorn wsgi:app``."""

from translator.app import create_app

app = create_app()
