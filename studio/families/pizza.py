"""Pizza."""

from studio import parts, vessels
from studio.registry import Frame, dish


@dish("margherita")
def margherita(rng):
    top = parts.pizza(base=vessels.round_board(15.6))
    parts.basil(
        [
            (0.7, 1.1, top + 0.72, 0.5, 1.0),
            (-1.3, -0.5, top + 0.62, 2.5, 0.8),
            (-0.2, 2.3, top + 0.60, 1.5, 0.62),
            (-6.4, 3.4, top + 0.55, 1.2, 0.9),
            (-7.3, 1.9, top + 0.5, 2.6, 0.62),
            (5.8, 4.4, top + 0.55, -0.6, 0.95),
            (5.2, -5.2, top + 0.66, 0.2, 0.8),
            (6.6, -3.9, top + 0.72, 1.0, 0.6),
            (-4.9, -5.2, top + 0.52, 2.9, 0.95),
        ]
    )
    return Frame(32.0, 1.0)
