"""Published measures of dependence and likeness, one a file."""
