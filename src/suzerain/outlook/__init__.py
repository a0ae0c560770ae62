"""What may happen, and how sure we are."""
