"""Things to build screens from, one file each."""
