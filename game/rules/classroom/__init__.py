"""A classroom session as pure rules: what it is, what may happen to it, who stands where."""
