"""What every floor shares."""
