"""Numpy noise for arrays of points. One unit is one centimetre."""

import numpy as np

_GRADIENTS = np.array(
    [
        (1, 1, 0),
        (-1, 1, 0),
        (1, -1, 0),
        (-1, -1, 0),
        (1, 0, 1),
        (-1, 0, 1),
        (1, 0, -1),
        (-1, 0, -1),
        (0, 1, 1),
        (0, -1, 1),
        (0, 1, -1),
        (0, -1, -1),
        (1, 1, 0),
        (-1, 1, 0),
        (0, -1, 1),
        (0, -1, -1),
    ],
    float,
)


def _hash(cells, seed):
    x, y, z = (cells[..., k].astype(np.uint64) for k in range(3))
    h = (
        x * np.uint64(374761393)
        + y * np.uint64(668265263)
        + z * np.uint64(2246822519)
        + np.uint64(seed * 974711 + 17)
    )
    h = h & np.uint64(0xFFFFFFFF)
    h = ((h ^ (h >> np.uint64(13))) * np.uint64(1274126177)) & np.uint64(0xFFFFFFFF)
    return h ^ (h >> np.uint64(16))


def as_points(*axes):
    axes = np.broadcast_arrays(*axes)
    columns = [np.asarray(a, float) for a in axes] + [np.zeros(axes[0].shape)] * (3 - len(axes))
    return np.stack(columns, -1)


def perlin(points, scale=1.0, seed=0):
    """Gradient noise, about -1..1, for an array of (..., 3) points."""
    p = np.asarray(points, float) * scale + 1000.5
    cell = np.floor(p).astype(np.int64)
    f = p - cell
    fade = f * f * f * (f * (f * 6 - 15) + 10)
    total = np.zeros(p.shape[:-1])
    for dx in (0, 1):
        for dy in (0, 1):
            for dz in (0, 1):
                corner = np.array((dx, dy, dz))
                gradient = _GRADIENTS[(_hash(cell + corner, seed) & np.uint64(15)).astype(int)]
                weight = np.prod(np.where(corner == 1, fade, 1 - fade), -1)
                total += weight * np.sum(gradient * (f - corner), -1)
    return total


def fbm(points, scale=1.0, octaves=4, seed=0, gain=0.5):
    total, amplitude = 0, 1.0
    for k in range(octaves):
        total = total + amplitude * perlin(points, scale * 2**k, seed + k * 13)
        amplitude *= gain
    return total


def worley(points, scale=1.0, seed=0):
    """Distance to the nearest feature point, and a random value of its cell."""
    p = np.asarray(points, float) * scale + 1000.5
    cell = np.floor(p).astype(np.int64)
    best = np.full(p.shape[:-1], 9.0)
    tone = np.zeros(p.shape[:-1])
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            for dz in (-1, 0, 1):
                near = cell + np.array((dx, dy, dz))
                spot = near + np.stack(
                    [
                        (_hash(near, seed + k) % np.uint64(1009)).astype(float) / 1009
                        for k in range(3)
                    ],
                    -1,
                )
                distance = np.linalg.norm(spot - p, axis=-1)
                closer = distance < best
                best = np.where(closer, distance, best)
                tone = np.where(
                    closer, (_hash(near, seed + 9) % np.uint64(997)).astype(float) / 997, tone
                )
    return best, tone


def smoothstep(low, high, x):
    t = np.clip((np.asarray(x, float) - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)
