"""The marks of one article as the coder asks for them: tree, words, actors, places, times, whether and by whose word."""

from communique.coding.scene.scene import Scene

__all__ = ["Scene"]
