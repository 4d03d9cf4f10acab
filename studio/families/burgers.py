"""Burgers."""

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.registry import Frame, dish


@dish("cheeseburger")
def cheeseburger(rng):
    rng = np.random.default_rng(4)
    z = vessels.round_board(13.0)
    with shapes.at((-3.4, -0.6)):
        top = parts.bun_bottom(z, 5.5, 1)
        parts.lettuce_frill(top + 0.65, outer=6.3, seed=2)
        for k, (x, y) in enumerate(((-2.5, -1.9), (2.5, -1.8), (0.2, 2.4), (0.0, -2.9))):
            shapes.add(
                "tomato",
                shapes.puck(3.0, 0.6, 0.2, 40, 100, 0.03, 0.04, k),
                m.tomato(),
                (x, y, top + 0.55 + 0.08 * k),
                (rng.normal(0, 0.04), rng.normal(0, 0.04), k),
            )
        top = parts.meat_patty(top + 1.2, 5.6, 1.8, 3)
        parts.cheese_slice(top + 0.20, turn=0.62, seed=1)
        top = parts.meat_patty(top + 0.35, 5.5, 1.6, 8)
        parts.cheese_slice(top + 0.20, turn=0.98, seed=5)
        parts.lettuce_frill(top + 0.95, outer=5.9, seed=9, lift=0.7)
        parts.bun_top(top + 0.80, seed=6, tilt=(-0.05, 0.04, 0))
    vessels.paper_cup((6.2, 3.2, z))
    parts.fries(
        46,
        (6.2, 3.2, z + 1.6),
        2.55,
        rng,
        lying=(
            (4.0, -6.6, z + 0.5, 0.5, 0),
            (7.2, -4.6, z + 0.5, -0.4, 0),
            (6.0, -5.6, z + 1.25, 1.3, 0.1),
            (8.4, -2.4, z + 0.5, 1.1, 0),
            (7.6, -3.7, z + 1.3, 0.2, -0.1),
        ),
    )
    return Frame(25.5, 5.5, 27.0)
