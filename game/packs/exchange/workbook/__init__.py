"""Excel workbooks: opening a stranger's safely, and writing one that a person wants to fill in."""
