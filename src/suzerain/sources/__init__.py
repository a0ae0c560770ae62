"""Documents and public datasets, kept by checksum."""
