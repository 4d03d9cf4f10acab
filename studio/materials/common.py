"""Two surfaces that serve most food: two-tone, and coloured along an attribute."""

from studio.materials.shader import Shader


def plain(
    name,
    light,
    dark,
    roughness=0.4,
    scale=2.0,
    bump=0.05,
    glow=0.3,
    glow_depth=0.2,
    coat=0.0,
    reach=(1.0, 0.5, 0.25),
):
    """Two-tone organic surface with soft light inside: vegetables, dough, sauces."""
    s = Shader(name)
    broad = s.noise(scale, 5, 0.6)
    base = s.mix(s.spread(broad, 0.3, 0.7), dark, light)
    return s.finish(
        base=base,
        roughness=s.spread(s.noise(scale * 3, 3), 0.3, 0.7, roughness - 0.08, roughness + 0.12),
        coat=coat,
        coat_roughness=0.12,
        normal=s.bump(s.noise(scale * 4, 4, 0.6), bump, 0.6),
        glow=glow,
        glow_depth=glow_depth,
        glow_radius=reach,
    )


def toned(
    name,
    stops,
    attribute="tone",
    roughness=0.4,
    bump=0.04,
    bump_scale=8.0,
    glow=0.3,
    glow_depth=0.2,
    coat=0.0,
    jitter=0.15,
    reach=(1.0, 0.5, 0.25),
    lit=0.0,
):
    """Colour along a vertex attribute, broken up by noise; `lit` lifts deep gaps a little."""
    s = Shader(name)
    value = s.math(
        "ADD",
        s.attribute(attribute),
        s.spread(s.noise(bump_scale * 0.6, 4), 0.3, 0.7, -jitter, jitter),
    )
    base = s.ramp(value, stops)
    return s.finish(
        base=base,
        emission_color=base,
        emission_strength=lit,
        roughness=s.spread(
            s.noise(bump_scale * 0.4, 3), 0.3, 0.7, roughness - 0.08, roughness + 0.12
        ),
        coat=coat,
        coat_roughness=0.12,
        normal=s.bump(s.noise(bump_scale, 4, 0.6), bump, 0.7),
        glow=glow,
        glow_depth=glow_depth,
        glow_radius=reach,
    )
