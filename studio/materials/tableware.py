"""Table, ceramic, stoneware, wood, paper, glass."""

from studio.materials.shader import Shader, halfway, see_through_shadow


def table(base="#EBDAC0"):
    s = Shader("table")
    fine = s.noise(1.1, 8, 0.7)
    base = s.mix(s.spread(s.noise(0.05, 3), 0.35, 0.7), base, s.mix(0.5, base, "#D9C3A0"))
    return s.finish(
        base=s.mix(s.spread(fine, 0.4, 0.65, 0, 0.12), base, "#B8A07C"),
        roughness=0.75,
        normal=s.bump(fine, 0.05, 0.35),
    )


def ceramic(base="#F4EEE3", speckle="#8A7358", amount=0.5):
    s = Shader("ceramic")
    spots = s.spread(s.cells(3.1), 0.10, 0.06)
    tint = s.mix(s.noise(0.35, 3), base, s.mix(0.35, base, "#D8C8AE"))
    return s.finish(
        base=s.mix(s.math("MULTIPLY", spots, amount), tint, speckle),
        roughness=s.spread(s.noise(1.5, 3), 0.3, 0.7, 0.18, 0.34),
        coat=0.3,
        coat_roughness=0.1,
        normal=s.bump(s.noise(0.6, 2), 0.12, 0.25),
    )


def stoneware(base="#2F3B44", edge="#7A5A3C"):
    s = Shader("stoneware")
    glaze = s.ramp(s.noise(0.9, 6, 0.65), [(0.3, base), (0.62, base), (0.8, edge)])
    return s.finish(
        base=glaze,
        roughness=s.spread(s.noise(2.2, 4), 0.3, 0.7, 0.2, 0.5),
        coat=0.35,
        coat_roughness=0.12,
        normal=s.bump(s.noise(1.6, 3), 0.1, 0.3),
    )


def wood(light="#C08A52", dark="#7A4A22"):
    s = Shader("wood")
    grain = s.noise(0.55, 7, 0.62, 0.7, stretch=(0.35, 5.0, 3.0))
    fibre = s.noise(2.0, 4, 0.6, 0.0, stretch=(0.6, 16.0, 8.0))
    base = s.ramp(grain, [(0.28, dark), (0.5, light), (0.72, halfway(light, dark))])
    base = s.mix(s.spread(fibre, 0.5, 0.75, 0, 0.35), base, dark)
    return s.finish(
        base=base, roughness=s.spread(fibre, 0.3, 0.7, 0.38, 0.6), normal=s.bump(fibre, 0.05, 0.4)
    )


def paper(base="#F5A623", stripe="#FFF6E4"):
    """Reads stripe (0 or 1)."""
    s = Shader("paper")
    fibre = s.noise(12, 4)
    return s.finish(
        base=s.mix(s.attribute("stripe"), base, stripe),
        roughness=0.6,
        normal=s.bump(fibre, 0.02, 0.4),
        glow=0.1,
        glow_depth=0.1,
    )


def glass():
    s = Shader("glass")
    return see_through_shadow(
        s, s.finish(base="#FFFFFF", roughness=0.0, transmission=1.0, ior=1.45)
    )
