"""Small screens above the others: each asks or shows one thing."""
