"""Spans and issues as JSON values, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from translator.document import Span, SpanKind
from translator.translation import Issue, Severity

#: Fields of a span that are written only where they say something.
_USUAL: Mapping[str, object] = {"opens": True, "closes": True, "language": ""}


def encode_spans(spans: Iterable[Span]) -> list[dict[str, Any]]:
    """Write spans as JSON values."""
    return [_encode_span(span) for span in spans]


def decode_spans(values: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    """Read spans that ``encode_spans`` wrote."""
    return tuple(_decode_span(value) for value in values)


def encode_issues(issues: Iterable[Issue]) -> list[dict[str, Any]]:
    """Write issues as JSON values."""
    return [
        {
            "code": issue.code,
            "severity": issue.severity.value,
            "message": issue.message,
            "values": dict(issue.values),
            "span": None if issue.span is None else _encode_span(issue.span),
        }
        for issue in issues
    ]


def decode_issues(values: Iterable[Mapping[str, Any]]) -> tuple[Issue, ...]:
    """Read issues that ``encode_issues`` wrote."""
    return tuple(
        Issue(
            code=value["code"],
            severity=Severity(value["severity"]),
            message=value["message"],
            values=value["values"],
            span=None if value["span"] is None else _decode_span(value["span"]),
        )
        for value in values
    )


def _encode_span(span: Span) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "kind": span.kind.value, "ref": span.ref, "level": span.level}
    optional = {"opens": span.opens, "closes": span.closes, "language": span.language}
    return value | {name: given for name, given in optional.items() if given != _USUAL[name]}


def _decode_span(value: Mapping[str, Any]) -> Span:
    return Span(**{**value, "kind": SpanKind(value["kind"])})
