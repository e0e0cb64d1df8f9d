"""How good the first hits are: needs of readers, asked of several engines and graded by hand."""
