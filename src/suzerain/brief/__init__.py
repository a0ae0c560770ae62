"""The sourced account for a reader."""
