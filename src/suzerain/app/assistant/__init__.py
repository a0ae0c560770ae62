"""A case for an assistant to ask: tools that answer with passages and assumptions."""
