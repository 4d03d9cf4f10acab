"""Where things lie: points spread in a disc, in a heap, in a tangle."""

import math

import numpy as np


def spread(rng, count, sample, apart, tries=60):
    """Random points from sample(rng), at least `apart` from each other."""
    chosen = []
    for _ in range(count * tries):
        p = np.asarray(sample(rng), float)
        if all(np.hypot(*(p - q)[:2]) >= apart for q in chosen):
            chosen.append(p)
            if len(chosen) == count:
                break
    return np.array(chosen)


def scattered(rng, count, sample, apart, candidates=14):
    """Random points that keep away from each other: of some candidates the farthest is taken."""
    chosen = np.array([sample(rng)])
    while len(chosen) < count:
        tried = np.array([sample(rng) for _ in range(candidates)])
        nearest = np.linalg.norm(tried[:, None] - chosen[None], axis=-1).min(1)
        if nearest.max() < apart * 0.8:
            break
        chosen = np.vstack([chosen, tried[nearest.argmax()]])
    return chosen


def in_disc(radius, centre=(0, 0)):
    def sample(rng):
        r, a = radius * math.sqrt(rng.random()), rng.random() * 2 * math.pi
        return centre[0] + r * math.cos(a), centre[1] + r * math.sin(a)

    return sample


def heap(rng, centre, radius, apart, base, height, count):
    """Points on a small dome."""
    points = spread(rng, count, in_disc(radius, centre), apart)
    return [
        (x, y, base + height * (1 - ((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / radius**2))
        for x, y in points
    ]


def tangle(rng, centre, radius, level, count, heading=None):
    """Short bent strands lying in a loose pile."""
    paths = []
    for _ in range(count):
        x, y = in_disc(radius, centre)(rng)
        a = (heading if heading is not None else 0.9) + rng.normal(0, 0.55)
        s = np.linspace(-1, 1, 14) * rng.uniform(1.0, 2.0)
        bend = rng.normal(0, 0.16)
        z = (
            level
            + rng.uniform(-0.3, 0.6) * (1 - math.hypot(x - centre[0], y - centre[1]) / radius * 0.7)
            + rng.normal(0, 0.05) * s
            + rng.normal(0, 0.06) * s**2
        )
        paths.append(
            np.stack(
                [
                    x + s * math.cos(a) - bend * s**2 * math.sin(a),
                    y + s * math.sin(a) + bend * s**2 * math.cos(a),
                    z,
                ],
                -1,
            )
        )
    return paths
