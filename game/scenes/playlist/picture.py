"""A picture of the staff's own, as large as the glass above the slogans allows."""

from __future__ import annotations

from game.ui.gallery import Gallery
from game.ui.kit import Kit


def show(kit: Kit, gallery: Gallery) -> None:
    """The gallery's picture is on the backdrop, and in memory nowhere else."""
    made = gallery.take()
    if made is not None:
        kit.canvas.backdrop.blit(made, (0, 0))
