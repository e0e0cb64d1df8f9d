"""HTTP requests with limits, retries, and protection of private networks."""
