"""Multiple choice: all right options and only those."""
