"""Cheese, yoghurt and cream."""

from studio.materials.shader import Shader


def blue_cheese():
    """White, with blue-green pockets."""
    s = Shader("blue cheese")
    white = s.mix(s.noise(1.2, 3), "#EFE2BE", "#DCC998")
    pocket = s.spread(s.noise(2.0, 5, 0.65), 0.5, 0.62, 0, 0.9)
    return s.finish(
        base=s.mix(pocket, white, "#4E6A72"),
        roughness=0.5,
        glow=0.5,
        glow_depth=0.25,
        normal=s.bump(s.noise(4, 4), 0.06, 0.6),
    )


def soft_cheese(light="#FCF6EA", dark="#F1E5CC"):
    """Mozzarella, burrata, fresh cheese, yoghurt: smooth and wet."""
    s = Shader("soft cheese")
    return s.finish(
        base=s.mix(s.spread(s.noise(0.8, 3), 0.3, 0.7), dark, light),
        roughness=0.28,
        coat=0.3,
        coat_roughness=0.12,
        glow=0.6,
        glow_depth=0.4,
        normal=s.bump(s.noise(1.6, 4), 0.06, 0.5),
    )
