"""What the sources say, as claims."""
