"""The use cases, one module each; the only place that commits.

Doors (API, pages, command line, jobs) call these functions and nothing below them. Each takes the services it works
with as its first argument and returns values of level 0.
"""
