"""Every error that communique raises on purpose.

    CommuniqueError
    ├── CaptureError        a capture cannot be taken in at all (missing, unreadable, no such format)
    ├── ModelMissing        no English model is installed that the annotation can use
    ├── ExtraMissing        an optional dependency is not installed
    ├── CaseError           a case file cannot be used
    ├── DataError           a data file of ours (lexicon, actor list, place table) is broken
    ├── QueryError          a filter or an entry id cannot be understood
    └── RecordError         the record file cannot be opened, read or written
        ├── RecordTooNew    it was written by a newer communique
        └── RecordBusy      another process is writing to it and did not finish in time

A message names the file, the place in it, the reason and the next step.
"""

from __future__ import annotations

__all__ = [
    "CaptureError",
    "CaseError",
    "CommuniqueError",
    "DataError",
    "ExtraMissing",
    "ModelMissing",
    "QueryError",
    "RecordBusy",
    "RecordError",
    "RecordTooNew",
]


class CommuniqueError(Exception):
    """The root: catch this to catch all that communique raises on purpose."""


class CaptureError(CommuniqueError):
    """Raised when a capture cannot be taken in at all; one that can be read in part gets a finding instead."""


class ModelMissing(CommuniqueError):
    """Raised when no English model is installed; the message names the command that installs one."""


class ExtraMissing(CommuniqueError):
    """Raised when an optional dependency is not installed; the message names the extra."""


class CaseError(CommuniqueError):
    """Raised when a case file is missing, is not TOML, or has a key or value that is not allowed."""


class DataError(CommuniqueError):
    """Raised when a data file of ours, or a user's own addition to one, is broken."""


class QueryError(CommuniqueError):
    """Raised when a filter or an entry id cannot be understood, or an id fits several entries."""


class RecordError(CommuniqueError):
    """Raised when the record file cannot be opened, read or written."""


class RecordTooNew(RecordError):
    """Raised when the record was written by a newer communique than this one."""


class RecordBusy(RecordError):
    """Raised when another process holds the record for writing for longer than the time allowed."""
