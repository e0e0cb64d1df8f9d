"""Values of the library as text for the screen: pure functions without widgets."""
