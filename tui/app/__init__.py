"""The running app: it starts, refreshes the library and stacks the screens."""
