"""What was asked of history, a question a module."""
