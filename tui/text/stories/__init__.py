"""The text about stories that several digests tell, in English and Chinese."""
