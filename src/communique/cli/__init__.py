"""cli: the command line. `main` is the program; every command lives in a module of its own, imported when it is called."""

from __future__ import annotations
