"""Broth, sauce, drinks, ice."""

from studio.materials.shader import Shader, halfway, see_through_shadow


def broth(light="#AA6C26", dark="#5E330E"):
    s = Shader("broth")
    cloud = s.noise(0.35, 5, 0.6, 1.0)
    base = s.ramp(cloud, [(0.3, dark), (0.55, light), (0.75, halfway(light, "#F0C070"))])
    big, small = s.cells(0.75), s.cells(2.3)
    drop_big = s.math("MULTIPLY", s.spread(big, 0.33, 0.28), s.spread(s.noise(0.4, 2), 0.48, 0.52))
    drop_small = s.math(
        "MULTIPLY", s.spread(small, 0.30, 0.24), s.spread(s.noise(0.6, 2), 0.42, 0.48)
    )
    drop = s.math("MAXIMUM", drop_big, drop_small)
    ring = s.math("MULTIPLY", drop, s.math("SUBTRACT", 1.0, s.spread(big, 0.22, 0.28)))
    base = s.mix(s.math("MULTIPLY", drop, 0.5), base, "#D98C22")
    base = s.mix(s.math("MULTIPLY", ring, 0.3), base, "#7A3A0C")
    return s.finish(
        base=base,
        roughness=s.mix(drop, 0.24, 0.05),
        glow=0.15,
        glow_depth=0.5,
        coat=0.15,
        coat_roughness=0.06,
        specular=0.35,
        normal=s.bump(
            s.math("ADD", s.math("MULTIPLY", drop, 0.6), s.math("MULTIPLY", s.noise(0.8, 2), 0.7)),
            0.12,
            0.5,
        ),
    )


def curry():
    """Reads oil (1 where orange oil has parted) and cream."""
    s = Shader("curry")
    grain = s.noise(2.4, 6, 0.65)
    base = s.ramp(grain, [(0.28, "#8A4A04"), (0.5, "#BE7A0A"), (0.72, "#E0A42A")])
    base = s.mix(
        s.math("MULTIPLY", s.spread(s.attribute("oil"), 0.45, 0.85), 0.65), base, "#A8440A"
    )
    roast = s.ramp(s.noise(1.8, 5, 0.6), [(0.3, "#A8621E"), (0.55, "#D9A056"), (0.75, "#EBC184")])
    base = s.mix(
        s.spread(
            s.math("ADD", s.attribute("meat"), s.spread(grain, 0.3, 0.7, -0.3, 0.3)),
            0.45,
            0.8,
            0,
            0.75,
        ),
        base,
        roast,
    )
    base = s.mix(
        s.spread(
            s.math("ADD", s.attribute("cream"), s.spread(grain, 0.3, 0.7, -0.15, 0.15)),
            0.35,
            0.75,
            0,
            0.9,
        ),
        base,
        "#F8E6C4",
    )
    base = s.mix(s.spread(s.cells(4.5), 0.12, 0.07, 0, 0.5), base, "#5E2206")
    return s.finish(
        base=base,
        roughness=s.mix(s.attribute("oil"), 0.30, 0.12),
        coat=0.45,
        coat_roughness=0.1,
        glow=0.35,
        glow_depth=0.3,
        normal=s.bump(s.mix(0.4, s.noise(1.2, 3), s.noise(5, 5, 0.6)), 0.14, 0.6),
    )


def drink(tint="#FFF5B4", cloudy="#FFE676", clear=0.52, lit=0.34):
    """Cloudy liquid without volumes: part clear refraction, part soft light inside."""
    s = Shader("drink")
    swirl = s.spread(
        s.noise(0.35, 4, 0.6, 0.8, stretch=(1, 1, 0.5)), 0.3, 0.7, clear - 0.16, clear + 0.14
    )
    return see_through_shadow(
        s,
        s.finish(
            base=s.mix(swirl, cloudy, tint),
            roughness=0.03,
            transmission=swirl,
            ior=1.33,
            glow=0.8,
            glow_depth=1.5,
            glow_radius=(1.0, 0.9, 0.45),
            emission_color=cloudy,
            emission_strength=lit,
        ),
        tint,
        0.85,
    )


def ice():
    s = Shader("ice")
    crack = s.noise(1.2, 5, 0.6, 1.0)
    return see_through_shadow(
        s,
        s.finish(
            base="#FFFFFF",
            roughness=s.spread(crack, 0.45, 0.7, 0.02, 0.25),
            transmission=1.0,
            ior=1.2,
            normal=s.bump(s.noise(0.8, 3), 0.15, 0.5),
        ),
    )
