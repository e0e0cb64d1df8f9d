"""From changed files to catalogue, index, marks and stories."""
