"""The items that take turns on the glass while nobody plays; `game.scenes.attract` shows them."""
