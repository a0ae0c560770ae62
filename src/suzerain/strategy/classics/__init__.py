"""Published models of bargaining and voting, kept as historical baselines."""
