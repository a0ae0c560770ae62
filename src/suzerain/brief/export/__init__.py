"""A case and its results in the forms that other tools read."""
