"""Suzerain finds the power behind a pact."""
