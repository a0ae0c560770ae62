"""One public dataset per file, with a `.toml` of origin, expectations and faults."""
