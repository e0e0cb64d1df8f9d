"""Whether two items tell one story, and the evidence for it."""
