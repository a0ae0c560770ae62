"""Who depends on whom, who holds leverage."""
