"""Accuracy on public gold data, beside the peers: see docs/evaluation.md."""
