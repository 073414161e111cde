"""read: what a captured page says, with what was dropped from it and why."""

from __future__ import annotations

from communique.words import Article, Capture

__all__ = ["read"]


def read(capture: Capture) -> Article:
    """Return what the page says: headline, deck, authors, times, blocks, what was dropped and what was found amiss.

    A pure function of the capture: no clock, no network, no state. Nothing in the content makes it raise: a page that
    cannot be read gives an Article of kind `empty` with a finding. Offsets count code points.
    """
    from communique.reading.decode import decode_capture, looks_like_html

    decoded = decode_capture(capture)
    findings = list(decoded.findings)
    if decoded.text and looks_like_html(capture, decoded.text):
        try:
            from communique.reading.html import read_html
        except ModuleNotFoundError as missing:
            if missing.name != "communique.reading.html":
                raise
            message = (
                "saved HTML cannot be read by this build: communique.reading.html is missing; reinstall communique"
            )
            raise NotImplementedError(message) from missing
        return read_html(capture, decoded.text, findings)
    from communique.reading.plain import read_plain

    return read_plain(capture, decoded.text, findings)
