"""What a table is made of, cloth, and metal."""

from studio.materials.shader import Shader, halfway


def planks(light="#C79A63", dark="#8C5A2E", width=11.0):
    """Boards side by side along x, each of its own tone, with dark gaps."""
    s = Shader("planks")
    along = s.node("ShaderNodeSeparateXYZ", {0: s.position()}).outputs
    lane = s.math("DIVIDE", s.math("ADD", along[1], 203.7), width)
    tone = s.node("ShaderNodeTexWhiteNoise", {"W": s.math("FLOOR", lane)}, noise_dimensions="1D")
    moved = s.node("ShaderNodeCombineXYZ", {0: along[0], 1: along[1], 2: tone.outputs["Value"]})
    grain = s.node(
        "ShaderNodeTexNoise",
        {
            "Vector": s.node(
                "ShaderNodeMapping", {"Vector": moved.outputs[0], "Scale": (0.12, 1.7, 40)}
            ).outputs[0],
            "Scale": 1.0,
            "Detail": 6.0,
            "Roughness": 0.62,
            "Distortion": 0.6,
        },
    ).outputs[0]
    base = s.ramp(grain, [(0.3, dark), (0.5, light), (0.72, halfway(light, dark))])
    base = s.mix(s.spread(tone.outputs["Value"], 0, 1, 0, 0.28), base, dark)
    within = s.math("FRACT", lane)
    gap = s.spread(s.math("ABSOLUTE", s.math("SUBTRACT", within, 0.5)), 0.488, 0.498)
    return s.finish(
        base=s.mix(gap, base, "#1E1208"),
        roughness=s.spread(grain, 0.3, 0.7, 0.42, 0.62),
        normal=s.bump(s.math("SUBTRACT", grain, gap), 0.08, 0.45),
    )


def plaster(base="#DCCDB2", dark="#BFAE90"):
    """Matt, a little uneven: lime, clay, slate."""
    s = Shader("plaster")
    cloud, fine = s.noise(0.07, 5, 0.6), s.noise(1.4, 7, 0.7)
    tint = s.mix(s.spread(cloud, 0.3, 0.7), base, dark)
    return s.finish(
        base=s.mix(s.spread(fine, 0.5, 0.75, 0, 0.3), tint, dark),
        roughness=s.spread(fine, 0.3, 0.7, 0.6, 0.85),
        normal=s.bump(fine, 0.05, 0.4),
    )


def marble(base="#EFEAE2", vein="#A9A196"):
    s = Shader("marble")
    wander = s.noise(0.06, 6, 0.6, 2.2)
    line = s.math("ABSOLUTE", s.math("SUBTRACT", wander, 0.5))
    cloud = s.spread(s.noise(0.05, 4), 0.4, 0.7, 0, 0.25)
    return s.finish(
        base=s.mix(s.math("MAXIMUM", s.spread(line, 0.03, 0.0, 0, 0.6), cloud), base, vein),
        roughness=0.3,
        coat=0.15,
    )


def cloth(base="#E9DFCB", stripe="#B5533C"):
    """Linen; reads stripe (0 ground .. 1 stripe)."""
    s = Shader("cloth")
    warp = s.noise(7, 2, 0.5, stretch=(1, 6, 1))
    weft = s.noise(7, 2, 0.5, stretch=(6, 1, 1))
    thread = s.mix(0.5, warp, weft)
    tint = s.mix(s.attribute("stripe"), base, stripe)
    return s.finish(
        base=s.mix(s.spread(thread, 0.4, 0.65, 0, 0.22), tint, halfway(base, "#6B5A44")),
        roughness=0.9,
        specular=0.15,
        normal=s.bump(thread, 0.05, 0.7),
    )


def metal(base="#D8D4CC"):
    s = Shader("metal")
    return s.finish(
        base=base, metallic=1.0, roughness=s.spread(s.noise(1.2, 3), 0.3, 0.7, 0.2, 0.34)
    )
