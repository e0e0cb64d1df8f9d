"""What is known of every issue file, and which index belongs to it."""
