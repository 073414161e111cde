"""Commitments: what was promised, by whom and by when."""
