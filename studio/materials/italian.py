"""Pasta, sauces, baked layers."""

from studio.materials.common import plain, toned
from studio.materials.shader import Shader


def pasta(light="#F4DDA0", dark="#E2BC68"):
    """Cooked wheat, a little wet."""
    return toned(
        "pasta",
        [(0, dark), (0.6, light), (1, light)],
        roughness=0.3,
        glow=0.45,
        glow_depth=0.2,
        coat=0.3,
        bump=0.02,
        bump_scale=5,
    )


SAUCES = {
    "tomato": ("#B3200A", "#7A1004"),
    "ragù": ("#8E3212", "#5A1C08"),
    "pesto": ("#6E8E2A", "#3E5E14"),
    "cream": ("#F3E2B8", "#E2C688"),
    "cheese": ("#F2B23A", "#DE8E1C"),
    "béchamel": ("#F4E4BE", "#E0BE7A"),
}


def pasta_sauce(kind):
    light, dark = SAUCES[kind]
    return plain(f"{kind} sauce", light, dark, 0.24, 1.4, 0.09, 0.4, 0.25, 0.4)


def lasagne():
    """Reads layer (0 pasta, 0.5 ragù, 1 béchamel) and top (browned cheese)."""
    s = Shader("lasagne")
    grain = s.noise(3.2, 6, 0.7)
    layer = s.math("ADD", s.attribute("layer"), s.spread(grain, 0.3, 0.7, -0.1, 0.1))
    side = s.ramp(
        layer,
        [
            (0.1, "#EBC878"),
            (0.3, "#D9A24A"),
            (0.42, "#8E2A0C"),
            (0.62, "#9E3A14"),
            (0.8, "#F4E4C2"),
        ],
    )
    baked = s.ramp(
        s.noise(0.9, 6, 0.65),
        [(0.3, "#8E3A10"), (0.45, "#C9701E"), (0.58, "#E8B054"), (0.75, "#F6DC9E")],
    )
    top = s.spread(
        s.math("ADD", s.attribute("top"), s.spread(grain, 0.3, 0.7, -0.2, 0.2)), 0.4, 0.6
    )
    return s.finish(
        base=s.mix(top, side, baked),
        roughness=s.spread(s.noise(1.6, 3), 0.3, 0.7, 0.28, 0.5),
        coat=0.25,
        glow=0.35,
        glow_depth=0.25,
        normal=s.bump(grain, 0.12, 0.7),
    )
