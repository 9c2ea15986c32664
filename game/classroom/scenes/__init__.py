"""What the projector shows of a classroom session, one screen a file."""
