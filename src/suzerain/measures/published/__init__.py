"""Measures of dependence and similarity that others published, one file each."""
