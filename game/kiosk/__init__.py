"""What makes a machine in a branch run by itself, and what its staff can see and set."""
