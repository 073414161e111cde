"""cli: the command line. `main` is the program; every command is a module of its own, imported when it is called."""

from __future__ import annotations
