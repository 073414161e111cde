"""Positions: what each party demands, offers, accepts, refuses or makes a condition, issue by issue."""
