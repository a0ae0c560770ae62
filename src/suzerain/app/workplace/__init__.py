"""The server of `suzerain serve`: a case as a workplace of one or more tabs."""
