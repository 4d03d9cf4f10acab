"""From the wok and the grill, most of it with rice beside it."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.families.rice_dishes import bowl_of_rice
from studio.parts import cuts, garnish, rolls, wrapped
from studio.parts import noodle_toppings as toppings
from studio.registry import Frame, dish
from studio.shapes import at, fbm, in_disc, smoothstep, spread, superblob
from studio.vessels import asian as ware

PLATE = ("#2F3B44", "#7A5A3C")


def _plate_with_rice(rng, glaze=PLATE, centre=(-5.6, 2.4)):
    z = vessels.plate(13.0, m.stoneware(*glaze), 1.6)
    garnish.loose_rice(centre, (4.6, 4.4), 2.8, z, rng, 1900, (0.40, 0.13, 0.12))
    return z


def _chillies(rng, spots, level):
    """Dried red chillies, whole."""
    for x, y in spots:
        with at((x, y, level + rng.uniform(0, 0.4)), turn=rng.uniform(0, 6.3)):
            cuts.long_chilli((0, 0, 0), 0.0, "#8E140A", rng.uniform(2.0, 2.8))


def _squares(rng, spots, level, light, dark):
    garnish.strips(rng, level, spots, light, dark, (1.05, 0.9, 0.2), "pepper", 0.4, 0.3)


@dish("sweet-and-sour-chicken")
def sweet_and_sour(rng):
    z = _plate_with_rice(rng)
    crust = wrapped.fried_dough(
        [(0, "#F08A2E"), (0.35, "#DC5C14"), (0.7, "#B83A0A"), (1, "#7E2006")], 0.7
    )
    for k, (x, y) in enumerate(spread(rng, 13, in_disc(5.2, (3.0, -1.6)), 2.2)):
        wrapped.craggy(
            (x, y, z + 0.9), tuple(rng.uniform(0, 6, 3)), rng, crust, (1.5, 1.25, 1.1), k
        )
    _squares(rng, spread(rng, 8, in_disc(5.0, (3.0, -1.6)), 2.0), z + 1.3, "#D0240E", "#9A1206")
    _squares(rng, spread(rng, 7, in_disc(5.0, (3.0, -1.6)), 2.0), z + 1.4, "#4E8A24", "#2A5A14")
    garnish.strips(
        rng,
        z + 1.5,
        spread(rng, 7, in_disc(4.6, (3.0, -1.6)), 2.2),
        "#FBD64A",
        "#EDB41E",
        (1.1, 0.9, 0.45),
        "pineapple",
        0.4,
        0.3,
    )
    garnish.rings(rng, lambda x, y: z + 2.4, 4.6, 30, 0.36, (3.0, -1.6))
    return Frame(25.6, 1.8, 44.0, beside="chopsticks")


@dish("kung-pao-chicken", meat=True)
@dish("cashew-stir-fry", meat=False)
def kung_pao(rng, *, meat):
    z = _plate_with_rice(rng)
    middle = (3.0, -1.6)
    if meat:
        spots = spread(rng, 20, in_disc(5.4, middle), 1.8)
        cuts.grilled(
            rng,
            spots,
            z + 0.3,
            (1.2, 1.05, 0.9),
            tint=("#7A3A12", "#B06A2C", "#D29A58"),
            power=3.2,
            rough=0.2,
            glaze=0.6,
            char=0.25,
        )
    else:
        garnish.beans_cut(rng, z + 0.8, spread(rng, 20, in_disc(5.4, middle), 1.2))
        garnish.strips(
            rng,
            z + 0.7,
            spread(rng, 16, in_disc(5.2, middle), 1.5),
            "#F6ECD4",
            "#DCC694",
            (1.5, 0.9, 0.3),
            "onion",
            0.4,
            0.3,
        )
    _squares(rng, spread(rng, 9, in_disc(5.2, middle), 1.9), z + 1.2, "#D0240E", "#9A1206")
    _squares(rng, spread(rng, 6, in_disc(5.2, middle), 1.9), z + 1.2, "#4E8A24", "#2A5A14")
    garnish.peanuts(
        rng,
        lambda x, y: z + 1.6,
        spread(rng, 34, in_disc(5.0, middle), 0.8),
        0.3,
        1.0 if meat else 1.4,
    )
    _chillies(rng, spread(rng, 6, in_disc(4.4, middle), 2.4), z + 1.7)
    garnish.rings(rng, lambda x, y: z + 1.9, 4.8, 40, 0.4, middle)
    return Frame(25.6, 1.8, 44.0, beside="chopsticks")


@dish("chicken-satay")
def satay(rng):
    z = vessels.slab_board((11.2, 7.0, 0.5), m.wood("#B98A54", "#70451F"))
    for y in (3.4, 1.2, -1.0, -3.2):
        with at((-2.4, y, z + 0.8), turn=0.12 + rng.normal(0, 0.03)):
            stick, faces, _ = shapes.tube(np.linspace((-8.0, 0, 0), (5.4, 0, 0), 30), 0.13, 8, 0.3)
            shapes.add("skewer", (stick, faces, {}), m.wood("#DDB884", "#B58A54"))
            spots = [(-2.6 + 2.0 * j, rng.normal(0, 0.08)) for j in range(4)]
            tint = ("#96560E", "#C88A2C", "#E2B25C")
            cuts.grilled(
                rng,
                spots,
                -0.5,
                (1.25, 0.95, 0.6),
                tint=tint,
                power=3.0,
                rough=0.28,
                tilt=0.12,
                glaze=0.35,
                char=0.6,
            )
    with at((6.8, 1.4, z)):
        peanut = m.plain("peanut sauce", "#B8742E", "#8E5218", 0.2, 1.2, 0.06, 0.3, 0.3, 0.4)
        top = ware.dip((0, 0, 0), peanut, 3.1, 2.0, m.ceramic())
        cuts.peanuts_crushed(rng, (0, 0), 1.4, top, 26, 0.2)
    cuts.cucumber_slices(rng, [(4.6 + 1.2 * j, -4.4) for j in range(4)], z + 0.4)
    garnish.leaves(rng, lambda x, y: z + 1.8, ((-1.2, 2.4), (0.0, 0.2)), 1.2, 0.3)
    return Frame(24.0, 1.4, 42.0)


def _duck_surface():
    """Lacquered skin above, pink-brown meat where it is cut; reads cut."""
    s = m.Shader("duck")
    grain = s.noise(2.0, 6, 0.65)
    skin = s.ramp(grain, [(0.28, "#5A1E08"), (0.5, "#98400F"), (0.72, "#C8732A")])
    meat = s.ramp(s.noise(2.6, 5, 0.65), [(0.3, "#8A5038"), (0.55, "#B87C5C"), (0.75, "#D2A284")])
    cut = s.spread(s.attribute("cut"), 0.4, 0.6)
    return s.finish(
        base=s.mix(cut, skin, meat),
        roughness=s.mix(cut, 0.2, 0.4),
        coat=s.mix(cut, 0.6, 0.1),
        coat_roughness=0.12,
        glow=0.3,
        glow_depth=0.25,
        normal=s.bump(s.noise(6, 5, 0.65), 0.10, 0.7),
    )


@dish("crispy-duck")
def crispy_duck(rng):
    z = _plate_with_rice(rng)
    duck = _duck_surface()
    with at((2.6, -1.0, z), turn=-0.35):
        for k in range(8):
            verts, faces = superblob((0.72, 3.0 - 0.1 * abs(k - 3.5) ** 1.5, 0.95), 6, 3, 5)
            verts = verts * (1 + 0.05 * fbm(verts + k * 4, 1.1, 3, k))[:, None]
            cut = np.maximum(
                smoothstep(0.70, 0.78, np.abs(verts[:, 0]) / 0.9),
                smoothstep(-0.1, -0.5, verts[:, 2]),
            )
            shapes.add(
                "duck",
                (verts, faces, {"cut": cut}),
                duck,
                ((k - 3.5) * 1.3, rng.normal(0, 0.1), 0.9),
                (0, 0.32, rng.normal(0, 0.03)),
            )
    cuts.matchsticks(
        rng, (-4.4, -4.8), 2.2, z, 60, "#DCE9B4", "#8CB455", name="cucumber", length=3.0
    )
    cuts.matchsticks(
        rng,
        (-1.0, -6.2),
        1.8,
        z,
        46,
        "#D8EAB0",
        "#5E9E2E",
        name="spring onion",
        length=2.8,
        thick=0.09,
    )
    with at((7.2, 4.2, z)):
        ware.dip((0, 0, 0), rolls.teriyaki(), 2.4, 1.6, m.ceramic())
    return Frame(25.8, 1.6, 44.0, beside="chopsticks")


@dish("salmon-teriyaki")
def salmon_teriyaki(rng):
    z = _plate_with_rice(rng, ("#8A9A9A", "#5A5A50"))
    with at((2.6, -0.6, z)):
        tint = ("#A23E0E", "#D0702C", "#EB9C5E")
        cuts.grilled(
            rng,
            [(0, 0)],
            0.3,
            (4.6, 2.3, 1.15),
            tint=tint,
            power=3.6,
            rough=0.10,
            tilt=0.04,
            glaze=0.8,
            char=0.45,
        )
        glaze = rolls.teriyaki()
        for k in range(4):
            rolls.drizzle(
                [
                    (-3.4 + 1.7 * k, -1.4, 1.9),
                    (-2.6 + 1.7 * k, 0.2, 2.15),
                    (-2.8 + 1.7 * k, 1.6, 1.8),
                ],
                glaze,
                0.16,
            )
        toppings.sesame(rng, [(x, y * 0.5, 2.1) for x, y in spread(rng, 50, in_disc(3.2), 0.4)])
    toppings.bok_choy((-2.0, -6.0, z + 0.4), (0.1, 0, 0.15), 0.95, 2)
    cuts.carrot(rng, (5.6, -5.2), 1.9, z, 50, length=2.4)
    garnish.rings(rng, lambda x, y: z + 2.9, 2.4, 20, 0.34, (-5.6, 2.4))
    return Frame(25.6, 1.6, 44.0, beside="chopsticks")


@dish("pad-kra-pao")
def pad_kra_pao(rng):
    z = _plate_with_rice(rng, ("#3A4A48", "#8A6A48"), (-4.4, 2.2))
    cuts.fried_egg((-4.4, 1.8, z + 2.5), 0.4, 3.6, 5)
    toppings.chopped_pork(rng, (3.6, -1.8), 5.0, z + 0.1, 1.7, 300)

    def over(x, y):
        return z + 1.7 * max(0.1, 1 - math.hypot(x - 3.6, y + 1.8) ** 2 / 25) + 0.3

    garnish.basil_top(
        rng, over, [tuple(p) for p in spread(rng, 9, in_disc(4.0, (3.6, -1.8)), 1.4)], 0.62, 0.3
    )
    garnish.chilli_rings(rng, over, 4.2, 14, 0.46, 0.15, (3.6, -1.8))
    garnish.beans_cut(rng, z + 1.4, spread(rng, 8, in_disc(4.2, (3.6, -1.8)), 1.8))
    cuts.cucumber_slices(rng, [(-6.2 + 1.3 * k, -5.0 - 0.2 * k) for k in range(4)], z + 0.4)
    return Frame(25.0, 1.8, 45.0, beside="spoon")


@dish("salmon-ochazuke")
def ochazuke(rng):
    level = bowl_of_rice(rng, ("#3A4650", "#7A5A3C"))
    tea = m.plain("tea", "#A8A850", "#8A8A34", 0.06, 0.5, 0.01, 0.3, 0.4, 0.5)
    parts.liquid(8.7, level + 0.12, tea)
    flakes = spread(rng, 18, in_disc(3.4, (0.0, 0.4)), 1.2)
    cuts.grilled(
        rng,
        flakes,
        level + 0.7,
        (1.05, 0.7, 0.45),
        tint=("#D8622A", "#EE8850", "#F6AE82"),
        power=3.4,
        rough=0.2,
        glaze=0.2,
        char=0.3,
    )
    strips = spread(rng, 26, in_disc(3.0, (0.4, 0.2)), 0.5)
    garnish.sticks(
        rng, lambda x, y: level + 1.2, strips, "#1E2A1E", "#0C140E", 1.7, 0.09, 0.3, "nori"
    )
    toppings.sesame(rng, [(x, y, level + 1.0) for x, y in spread(rng, 60, in_disc(6.4), 0.5)])
    garnish.rings(rng, lambda x, y: level + 0.8, 6.6, 40, 0.36)
    return Frame(22.4, 4.2, beside="chopsticks")
