"""True or false: the stem is a statement."""
