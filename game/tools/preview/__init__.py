"""`packs preview`: a pack's questions and cards in the game's own screens while its author is writing."""
