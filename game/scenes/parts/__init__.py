"""Parts of a screen big enough for a file of their own."""
