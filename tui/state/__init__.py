"""What the reader knows while it runs, as plain values without widgets."""
