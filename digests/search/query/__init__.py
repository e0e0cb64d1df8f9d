"""What a user typed: its grammar, dates, spellings and completion."""
