"""Pictures and sounds from strangers."""
