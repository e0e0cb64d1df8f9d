"""The state of the reader as plain values, without widgets."""
