"""What each contract's requests and answers hold, as models from which ``/openapi.json`` and ``/docs`` are written.

A request's model says what is accepted, an answer's model all that may come: an answer with a field more is a fault.
"""
