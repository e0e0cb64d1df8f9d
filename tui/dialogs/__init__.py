"""Modal screens: each asks for one thing or shows one."""
