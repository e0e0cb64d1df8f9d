"""Issue files on disk: where they are, whose they are, how they are decoded."""
