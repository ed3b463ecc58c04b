"""The report as an answer: the page as it was written, under a policy that lets it load nothing."""

from __future__ import annotations

from pathlib import Path

from fastapi.responses import HTMLResponse

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def report_response(path: Path) -> HTMLResponse:
    """Return a report's file as an answer."""
    return HTMLResponse(path.read_bytes(), headers={"Content-Security-Policy": POLICY})
