"""One verb per step."""
