"""How a case moves month by month, in all worlds at once."""
