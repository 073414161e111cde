"""Capture: the bytes as caught."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

__all__ = ["Capture"]


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one page as caught, with where from and when; nothing in it has been decoded or repaired.

    `source` says where the bytes were found on this machine (a path, `FILE.warc.gz#3` for the third record of an
    archive, or `-` for standard input). `url` is the page's address and `captured` the instant of the capture (ISO 8601
    with zone), both only where the container or the capture says so. `media_type` is `text/html` or `text/plain`;
    `charset` is what the transport declared. `truncated` is true where the container ended before the page did.
    """

    data: bytes
    source: str
    url: str | None = None
    captured: str | None = None
    media_type: str | None = None
    charset: str | None = None
    truncated: bool = False
    id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", hashlib.sha256(self.data).hexdigest())
