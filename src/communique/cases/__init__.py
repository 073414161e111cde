"""The case file (TOML): what the user follows. Without one all works, parties are taken from the coverage."""

from __future__ import annotations

from communique.cases.load import load_case, record_path
from communique.cases.template import case_template

__all__ = ["case_template", "load_case", "record_path"]
