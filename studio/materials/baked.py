"""Dough that was in the oven."""

from studio.materials.common import toned
from studio.materials.shader import Shader

SAUCES = {
    "tomato": ("#780A01", "#A01403", "#B83208"),
    "cream": ("#C98E3A", "#DDAE5A", "#E8C27C"),
}
MELTS = {  # from the edge of the cheese to where it lies thick
    "tomato": ("#C9441A", "#E07A30", "#E9B45C", "#F0CE88", "#F5DFB0"),
    "cream": ("#D2963E", "#DFAA50", "#E5B45A", "#EABF6C", "#EECB84"),
}
BROWNS_FROM = {"tomato": (0.55, 0.9), "cream": (0.2, 0.6)}  # cheese this thick


def pizza_top(sauce="tomato"):
    """Reads attributes: crust, cheese, char, brown."""
    s = Shader("pizza top")
    crust, cheese, char, brown = (s.attribute(k) for k in ("crust", "cheese", "char", "brown"))
    fine = s.noise(9, 6, 0.65)
    flour = s.noise(2.2, 5, 0.6)
    dough = s.ramp(
        s.math("ADD", brown, s.spread(flour, 0.3, 0.7, -0.22, 0.22)),
        [(0.0, "#F3D9A4"), (0.35, "#E3AE62"), (0.65, "#BE742D"), (1.0, "#7E3F16")],
    )
    dough = s.mix(s.spread(s.noise(16, 3), 0.62, 0.72, 0, 0.25), dough, "#FBF1DC")
    under = s.ramp(s.noise(1.6, 6, 0.6), list(zip((0.3, 0.5, 0.72), SAUCES[sauce])))
    melt = s.ramp(
        s.math("ADD", cheese, s.spread(s.noise(3.5, 4), 0.3, 0.7, -0.18, 0.18)),
        list(zip((0.18, 0.36, 0.54, 0.72, 0.95), MELTS[sauce])),
    )
    toasted = s.math(
        "MULTIPLY",
        s.spread(s.noise(1.1, 6, 0.65), 0.50, 0.66, 0, 0.9),
        s.spread(cheese, *BROWNS_FROM[sauce]),
    )
    melt = s.mix(toasted, melt, "#D08A36" if sauce == "tomato" else "#B8701E")
    topping = s.mix(
        s.spread(s.math("ADD", cheese, s.spread(fine, 0.3, 0.7, -0.08, 0.08)), 0.22, 0.5),
        under,
        melt,
    )
    base = s.mix(crust, topping, dough)
    base = s.mix(
        s.spread(s.math("ADD", char, s.spread(fine, 0.3, 0.7, -0.2, 0.2)), 0.35, 0.85, 0, 0.93),
        base,
        "#22120A",
    )
    wet = s.mix(cheese, 0.40, 0.27)
    roughness = s.mix(
        crust,
        s.mix(s.spread(s.noise(2.5, 3), 0.35, 0.75), wet, 0.42),
        s.spread(flour, 0.3, 0.7, 0.55, 0.8),
    )
    smooth_melt = s.mix(
        s.spread(cheese, 0.35, 0.7), s.mix(0.25, s.noise(2.6, 3, 0.5), fine), s.noise(1.4, 2, 0.4)
    )
    rough_height = s.mix(crust, smooth_melt, s.mix(0.5, fine, flour))
    normal = s.bump(rough_height, s.mix(crust, 0.06, 0.10), 0.7)
    glow = s.mix(crust, s.spread(cheese, 0.3, 0.7, 0.12, 0.5), 0.35)
    return s.finish(
        base=base,
        roughness=roughness,
        normal=normal,
        glow=glow,
        glow_depth=0.25,
        coat=s.mix(crust, s.spread(s.noise(0.8, 3), 0.45, 0.65, 0.0, 0.3), 0.0),
        coat_roughness=0.15,
        specular=s.mix(crust, s.mix(cheese, 0.25, 0.4), 0.35),
    )


def crumb(name="crumb"):
    """Fried crust; reads tone: 0 in the hollows .. 1 on the edges."""
    return toned(
        name,
        [(0, "#8A4A12"), (0.35, "#B8701E"), (0.65, "#D9983A"), (1, "#EFC06A")],
        roughness=0.45,
        bump=0.14,
        bump_scale=4,
        glow=0.3,
        glow_depth=0.2,
        coat=0.12,
        jitter=0.2,
    )


def bun():
    """Reads bake (0 pale side .. 1 browned top)."""
    s = Shader("bun")
    patchy = s.noise(0.5, 5, 0.6)
    value = s.math("ADD", s.attribute("bake"), s.spread(patchy, 0.3, 0.7, -0.16, 0.16))
    base = s.ramp(value, [(0.05, "#F2D79E"), (0.3, "#DFA352"), (0.6, "#B9691F"), (0.95, "#8C4310")])
    pores = s.noise(9, 5, 0.7)
    return s.finish(
        base=base,
        roughness=s.spread(s.attribute("bake"), 0, 0.7, 0.7, 0.30),
        coat=s.spread(s.attribute("bake"), 0.3, 0.8, 0, 0.22),
        coat_roughness=0.32,
        normal=s.bump(s.mix(0.5, pores, s.noise(2.2, 3)), 0.09, 0.7),
        glow=0.25,
        glow_depth=0.3,
    )
