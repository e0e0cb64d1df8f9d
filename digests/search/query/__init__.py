"""What the user types: its grammar, dates, spellings, completion and editing."""
