"""Meetings and rounds of talks: every mention gathered into who met, when, where, with whose help."""
