"""Finds the frames of the lexicon in an article: which word calls which frame, and who fills its roles."""

from communique.coding.matching.find import find_matches, find_weak_matches
from communique.coding.matching.match import Match

__all__ = ["Match", "find_matches", "find_weak_matches"]
