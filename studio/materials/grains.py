"""Rice and noodles."""

from studio.materials.common import toned
from studio.materials.shader import Shader


def rice():
    return toned(
        "rice",
        [(0, "#F8EBD0"), (0.5, "#FEF5E3"), (1, "#FFFBF0")],
        roughness=0.38,
        bump=0.01,
        glow=0.45,
        glow_depth=0.14,
        coat=0.12,
        reach=(1.0, 0.85, 0.6),
        jitter=0.1,
        lit=0.07,
    )


def noodle():
    s = Shader("noodle")
    base = s.mix(s.attribute("tone"), "#EFCB7E", "#F7DFA2")
    return s.finish(
        base=base,
        roughness=0.26,
        glow=0.45,
        glow_depth=0.2,
        coat=0.5,
        coat_roughness=0.1,
        normal=s.bump(s.noise(6, 3), 0.03, 0.4),
    )
