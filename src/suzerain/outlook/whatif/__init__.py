"""What-ifs: the same worlds with something changed, and what decides an outcome."""
