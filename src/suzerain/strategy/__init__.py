"""What actors choose; whether a pact forms and holds."""
