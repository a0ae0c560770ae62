"""The part of the world under study."""
