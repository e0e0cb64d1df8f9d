"""What is on the screen. Widgets show values and report what the user did; screens connect them."""
