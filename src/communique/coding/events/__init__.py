"""Events: what was done, to whom, how sure it is, each told once."""
