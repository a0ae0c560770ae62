"""Exact hat algebra: the general-equilibrium judge of the fast measures."""
