"""What is said about stories in many digests, in the words of both languages."""
