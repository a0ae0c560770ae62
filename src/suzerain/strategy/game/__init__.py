"""Extensive-form games: one tree, many draws of its payoffs."""
