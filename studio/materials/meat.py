"""Meat, fish and egg."""

from studio.materials.common import toned
from studio.materials.shader import Shader


def pork():
    """Reads fat (1 in the white bands) and rim."""
    s = Shader("pork")
    grain = s.noise(3.0, 5, 0.65, 0.5)
    fat = s.spread(
        s.math("ADD", s.attribute("fat"), s.spread(grain, 0.3, 0.7, -0.4, 0.4)), 0.45, 1.0, 0, 0.8
    )
    meat = s.ramp(grain, [(0.3, "#74401F"), (0.52, "#AE6C3F"), (0.72, "#D39C6A")])
    base = s.mix(fat, meat, s.mix(s.noise(1.5), "#E0B683", "#EFD2A4"))
    base = s.mix(
        s.spread(
            s.math("ADD", s.attribute("rim"), s.spread(grain, 0.3, 0.7, -0.2, 0.2)), 0.45, 0.8
        ),
        base,
        "#5A2A10",
    )
    return s.finish(
        base=base,
        roughness=s.spread(s.noise(2), 0.3, 0.7, 0.34, 0.55),
        glow=0.35,
        glow_depth=0.25,
        coat=0.12,
        coat_roughness=0.2,
        specular=0.35,
        normal=s.bump(s.noise(6, 5, 0.65), 0.08, 0.6),
    )


def patty():
    s = Shader("patty")
    grain = s.noise(2.6, 7, 0.7, 0.4)
    base = s.ramp(
        grain, [(0.25, "#1E0D06"), (0.45, "#4A2310"), (0.62, "#6F3A1B"), (0.8, "#8E5630")]
    )
    return s.finish(
        base=base,
        roughness=s.spread(s.noise(1.8, 3), 0.3, 0.7, 0.22, 0.6),
        coat=0.35,
        coat_roughness=0.2,
        normal=s.bump(s.mix(0.5, s.noise(4.5, 8, 0.75), s.cells(3.0)), 0.26, 1.0),
    )


def bacon():
    """Lean and fat in bands, crisp; reads fat."""
    return toned(
        "bacon",
        [(0, "#5E160C"), (0.35, "#8E2A16"), (0.6, "#C2653C"), (0.85, "#E8BC84")],
        "fat",
        roughness=0.26,
        glow=0.35,
        coat=0.35,
        jitter=0.3,
        bump=0.08,
        bump_scale=3,
    )


def vegetable_patty():
    """Grains, beans and carrot, fried; reads tone."""
    s = Shader("vegetable patty")
    grain, bits = s.noise(2.2, 6, 0.7), s.cells(1.7)
    base = s.ramp(grain, [(0.3, "#4A2A12"), (0.5, "#8A5A26"), (0.7, "#B98A44")])
    base = s.mix(s.spread(bits, 0.22, 0.14, 0, 0.7), base, "#5E7A22")
    base = s.mix(s.spread(s.cells(2.3), 0.16, 0.10, 0, 0.8), base, "#D8741A")
    return s.finish(
        base=base,
        roughness=s.spread(grain, 0.3, 0.7, 0.35, 0.65),
        coat=0.15,
        normal=s.bump(s.mix(0.5, grain, bits), 0.2, 0.9),
        glow=0.2,
        glow_depth=0.2,
    )


def salami():
    """Red and white specks, darker at the rim; reads across."""
    s = Shader("salami")
    grain = s.noise(1.1, 3)
    specks = s.math(
        "MAXIMUM", s.spread(s.cells(2.0), 0.22, 0.12), s.spread(s.cells(3.6), 0.16, 0.1)
    )
    meat = s.ramp(grain, [(0.3, "#6E0F08"), (0.55, "#9A1E10"), (0.75, "#B5341A")])
    base = s.mix(s.math("MULTIPLY", specks, 0.75), meat, "#E8A47C")
    base = s.mix(s.spread(s.attribute("across"), 0.86, 1.0, 0, 0.7), base, "#4A0C06")
    return s.finish(
        base=base,
        roughness=s.spread(s.noise(1.5, 3), 0.3, 0.7, 0.2, 0.45),
        coat=0.3,
        coat_roughness=0.15,
        glow=0.3,
        glow_depth=0.15,
        normal=s.bump(s.mix(0.5, s.noise(4, 4), specks), 0.05, 0.6),
    )


def cured_ham():
    """Dark pink with white fat; reads fat."""
    return toned(
        "cured ham",
        [(0, "#B25A4E"), (0.4, "#C97A6C"), (0.62, "#E2AC98"), (0.85, "#F4DECC")],
        "fat",
        roughness=0.5,
        glow=0.5,
        coat=0.04,
        bump_scale=3,
    )


def cooked_ham():
    return toned(
        "cooked ham",
        [(0, "#DE8478"), (0.5, "#EBA396"), (1, "#F6D2C4")],
        "fat",
        roughness=0.36,
        glow=0.5,
        coat=0.15,
        bump_scale=3,
    )


def salmon():
    """Reads fat (1 on the pale lines)."""
    s = Shader("salmon")
    soft = s.noise(1.3, 4)
    meat = s.ramp(s.noise(1.6, 6, 0.65), [(0.3, "#E24A18"), (0.52, "#EF662B"), (0.72, "#F68C52")])
    fat = s.math("MULTIPLY", s.attribute("fat"), s.spread(s.noise(2.2, 3), 0.25, 0.6, 0.45, 0.95))
    return s.finish(
        base=s.mix(fat, meat, "#FBD3B2"),
        roughness=s.spread(soft, 0.3, 0.7, 0.26, 0.46),
        coat=s.spread(s.noise(1.1, 3), 0.4, 0.65, 0.05, 0.5),
        coat_roughness=0.1,
        glow=0.5,
        glow_depth=0.4,
        glow_radius=(1.0, 0.35, 0.15),
        normal=s.bump(s.noise(4, 4), 0.05, 0.5),
    )


def egg():
    """Reads yolk (1 in the yolk) and rim (1 on the outside skin)."""
    s = Shader("egg")
    yolk, rim = s.attribute("yolk"), s.attribute("rim")
    white = s.mix(
        s.math("MULTIPLY", rim, 0.85), "#FBF6EA", s.mix(s.noise(1.2, 3), "#D9A765", "#EBCB98")
    )
    jam = s.ramp(
        s.math("ADD", yolk, s.spread(s.noise(1.5, 3), 0.3, 0.7, -0.12, 0.12)),
        [(0.5, "#F2A01E"), (0.75, "#E97C0A"), (1, "#D85F04")],
    )
    edge = s.spread(yolk, 0.30, 0.42)
    return s.finish(
        base=s.mix(edge, white, jam),
        roughness=s.mix(edge, 0.32, 0.16),
        glow=0.5,
        glow_depth=0.35,
        coat=s.mix(edge, 0.2, 0.6),
        coat_roughness=0.06,
        normal=s.bump(s.noise(3, 3), 0.04, 0.4),
    )
