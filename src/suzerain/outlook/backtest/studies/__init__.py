"""Questions put to history, one module for one kind of outcome."""
