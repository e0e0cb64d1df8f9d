"""What is measured. Each module has `tables(setting)`, which measures and yields tables."""
