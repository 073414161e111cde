"""Times in the text: found by rules on the text, resolved against the day of speaking and the events they hang on."""

from __future__ import annotations

from communique.annotation.times.events import date_of_event, gather_occurrences
from communique.annotation.times.find import document_day
from communique.annotation.times.government import date_of_span
from communique.annotation.times.resolve import find_times
from communique.annotation.times.speaking import date_quotes

__all__ = ["date_of_event", "date_of_span", "date_quotes", "document_day", "find_times", "gather_occurrences"]
