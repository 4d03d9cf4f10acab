"""Layers of cream and sponge."""

from studio.materials.shader import Shader


def tiramisu():
    """Reads cream (1 cream, 0 sponge), cocoa (1 on top)."""
    s = Shader("tiramisu")
    cream, cocoa = s.attribute("cream"), s.attribute("cocoa")
    crumb = s.noise(4.5, 7, 0.7)
    soak = s.noise(0.9, 4, 0.6)
    sponge = s.ramp(
        s.mix(0.5, crumb, soak),
        [(0.3, "#2E140A"), (0.46, "#70391E"), (0.60, "#A86C48"), (0.76, "#DCB48C")],
    )
    white = s.mix(s.noise(1.0, 3), "#F6E7C9", "#FDF5E4")
    edge = s.spread(s.math("ADD", cream, s.spread(crumb, 0.3, 0.7, -0.15, 0.15)), 0.4, 0.6)
    dust = s.spread(
        s.math("ADD", cocoa, s.spread(s.noise(14, 5, 0.7), 0.3, 0.7, -0.35, 0.35)), 0.35, 0.7
    )
    powder = s.ramp(s.noise(7, 6, 0.7), [(0.3, "#1F0E06"), (0.55, "#43210F"), (0.75, "#6A3B1E")])
    base = s.mix(dust, s.mix(edge, sponge, white), powder)
    rough_detail = s.mix(dust, s.mix(edge, crumb, s.noise(1.6, 3)), s.noise(11, 6, 0.75))
    return s.finish(
        base=base,
        roughness=s.mix(dust, s.mix(edge, 0.7, 0.42), 0.95),
        glow=s.mix(dust, s.mix(edge, 0.2, 0.55), 0.0),
        glow_depth=0.35,
        normal=s.bump(rough_detail, 0.16, 0.8),
    )
