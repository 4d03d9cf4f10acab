"""Leaves, vegetables and fruit."""

from studio.materials.common import toned
from studio.materials.shader import Shader, halfway


def leaf(light="#4A8428", dark="#1B4712", gloss=0.38):
    """Reads attributes: vein (1 on a vein), tone."""
    s = Shader("leaf")
    base = s.mix(s.spread(s.noise(2.5, 4), 0.3, 0.7), dark, light)
    base = s.mix(s.math("MULTIPLY", s.attribute("vein"), 0.55), base, "#8DB35A")
    return s.finish(
        base=base,
        roughness=s.spread(s.noise(6, 3), 0.3, 0.7, gloss, gloss + 0.2),
        glow=0.25,
        glow_radius=(0.4, 1.0, 0.2),
        glow_depth=0.12,
        normal=s.bump(s.noise(7, 3), 0.04, 0.5),
        coat=0.15,
    )


def avocado():
    return toned(
        "avocado",
        [(0, "#F3E08C"), (0.45, "#DCD76A"), (0.8, "#9DBB3F"), (0.97, "#3E5A1E")],
        "across",
        roughness=0.36,
        glow=0.4,
        coat=0.2,
        jitter=0.06,
        bump_scale=4,
    )


def cucumber():
    return toned(
        "cucumber",
        [(0, "#E2EDB8"), (0.55, "#D2E3A0"), (0.78, "#B5D07A"), (0.93, "#3F7A2B"), (1, "#1E4D1A")],
        "across",
        roughness=0.24,
        glow=0.5,
        coat=0.4,
        jitter=0.05,
        bump_scale=5,
    )


def tomato():
    return toned(
        "tomato",
        [(0, "#E8644A"), (0.4, "#D93A22"), (0.7, "#E2553A"), (0.9, "#C71F10"), (1, "#A91208")],
        "across",
        roughness=0.2,
        glow=0.45,
        coat=0.5,
        jitter=0.18,
        bump=0.1,
        bump_scale=3,
    )


def mushroom():
    """Reads tone: 0 pale flesh .. 1 browned rim and gills."""
    return toned(
        "mushroom",
        [(0, "#DDBF90"), (0.35, "#C49A62"), (0.65, "#80502A"), (1, "#43260F")],
        roughness=0.45,
        glow=0.4,
        bump=0.06,
        bump_scale=4,
        coat=0.1,
    )


def aubergine():
    return toned(
        "aubergine",
        [(0, "#C9A866"), (0.5, "#A87E42"), (0.85, "#8A5E30"), (0.93, "#3A1830"), (1, "#1E0C1C")],
        "across",
        roughness=0.35,
        glow=0.3,
        coat=0.25,
        jitter=0.2,
        bump_scale=3,
    )


def courgette():
    return toned(
        "courgette",
        [(0, "#E6DC9A"), (0.5, "#D8CC7A"), (0.82, "#B9BF62"), (0.93, "#4A7A2A"), (1, "#2A5218")],
        "across",
        roughness=0.35,
        glow=0.4,
        coat=0.25,
        jitter=0.14,
        bump_scale=3,
    )


def red_onion(pickled=False):
    """Reads tone: 0 white inside .. 1 purple skin."""
    inner, skin = ("#F2A8C0", "#C2256A") if pickled else ("#F0DDE4", "#7A1E52")
    return toned(
        "red onion", [(0, inner), (0.55, halfway(inner, skin)), (1, skin)], glow=0.5, coat=0.3
    )


def radish():
    return toned(
        "radish",
        [(0, "#FBF4EE"), (0.8, "#FDF6F2"), (0.9, "#E03A6E"), (1, "#C2184F")],
        "across",
        roughness=0.25,
        glow=0.5,
        coat=0.4,
        jitter=0.04,
        bump_scale=5,
    )


def scallion():
    return toned(
        "scallion",
        [(0, "#E9F0C2"), (0.3, "#A9CE5C"), (0.65, "#5E9E2E"), (1, "#2F6E1C")],
        roughness=0.3,
        glow=0.45,
        coat=0.2,
        bump_scale=6,
    )


def lettuce():
    """Reads vein and across (0 heart .. 1 frill)."""
    s = Shader("lettuce")
    base = s.ramp(
        s.math("ADD", s.attribute("across"), s.spread(s.noise(1.6, 4), 0.3, 0.7, -0.2, 0.2)),
        [(0, "#E6EEB0"), (0.45, "#B4D660"), (0.8, "#79B53A"), (1, "#559428")],
    )
    base = s.mix(s.math("MULTIPLY", s.attribute("vein"), 0.4), base, "#DDE9A8")
    return s.finish(
        base=base,
        roughness=s.spread(s.noise(3, 3), 0.3, 0.7, 0.34, 0.52),
        glow=0.5,
        glow_radius=(0.5, 1.0, 0.2),
        glow_depth=0.25,
        coat=0.12,
        coat_roughness=0.25,
        normal=s.bump(s.mix(0.5, s.noise(4, 4), s.cells(1.6)), 0.12, 0.6),
    )


def citrus():
    """Reads rind, pith, segment (0 on the walls between segments)."""
    s = Shader("citrus")
    pulp = s.noise(3.5, 5, 0.6)
    flesh = s.ramp(pulp, [(0.3, "#F0C81E"), (0.55, "#FADC48"), (0.75, "#FDEE98")])
    base = s.mix(s.spread(s.attribute("segment"), 0.25, 0.6), "#FBF0C8", flesh)
    base = s.mix(s.spread(s.attribute("pith"), 0.3, 0.7), base, "#FBF4DC")
    base = s.mix(s.spread(s.attribute("rind"), 0.3, 0.7), base, "#FBD114")
    return s.finish(
        base=base,
        roughness=0.28,
        coat=0.4,
        coat_roughness=0.1,
        glow=0.5,
        glow_depth=0.4,
        normal=s.bump(s.mix(0.5, pulp, s.cells(5)), 0.10, 0.6),
    )


def nori():
    s = Shader("nori")
    fibre = s.noise(5.5, 6, 0.7, 1.5)
    base = s.ramp(fibre, [(0.3, "#0B120C"), (0.55, "#17241A"), (0.75, "#2E4030")])
    return s.finish(
        base=base,
        roughness=s.spread(fibre, 0.3, 0.7, 0.3, 0.6),
        normal=s.bump(fibre, 0.08, 0.8),
        specular=0.6,
    )
