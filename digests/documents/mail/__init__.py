"""Messages as text for the parser: headers, parts, and plain text that is structured by hand."""
