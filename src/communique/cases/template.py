"""The commented case file that `communique init` writes."""

from __future__ import annotations

import json

__all__ = ["case_template"]

_TEXT = """\
# A communique case: what you follow. Every key is optional; delete what you do not need.
# Add captures with:   communique add PAGES --case {file}
# Read the result with: communique brief --case {file}

name = {name}
title = {title}

# The sides that negotiate: names as the coverage writes them, or ISO 3166 alpha-3 codes. With none given they are
# taken from the coverage.
# parties = ["Sudan", "Rapid Support Forces"]

# Mediators, hosts, guarantors, observers.
# third_parties = ["Saudi Arabia", "United States"]

# The period that you follow; what lies outside is kept, and left out of the brief.
# since = 2026-01-01
# until = 2026-12-31

# Your time zone for dates in the brief (the record itself keeps the zones of the pages).
# time_zone = "Europe/Berlin"

# Where the record lies, seen from this file. Default: the name of this file with .communique
# record = "record.communique"

# Your own issues beside the shipped ones, each with the words that speak of it.
# [issues]
# fishing_rights = ["fishing zone", "trawler", "maritime border"]

# Actors that the shipped list does not know, or knows otherwise. What an article itself says of a role wins.
# type is person, organisation, state or group; country is ISO 3166 alpha-3; sector is a PLOVER sector (GOV, REB ...).
# [[actors]]
# name = "Full Name"
# aliases = ["Another Spelling"]
# type = "person"
# role = "chief negotiator"
# country = "SDN"
# sector = "GOV"
# side = "SDN"
# since = 2026-01-15
"""


def case_template(name: str, title: str = "", file: str = "case.toml") -> str:
    """Return the text of a new case file: valid TOML, every key explained."""
    shown = "".join(c if c.isprintable() else "?" for c in file)
    return _TEXT.format(name=_quoted(name), title=_quoted(title), file=shown)


def _quoted(text: str) -> str:
    """Return the text as a TOML string: as in JSON, but TOML forbids DEL as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
