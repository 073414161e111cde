"""Speed, measured from outside and inside, beside the peers that are installed: see docs/evaluation.md."""
