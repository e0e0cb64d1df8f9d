"""Commands for the item that a screen shows, whatever screen it is."""
