"""What several of the projector's screens are made of."""
