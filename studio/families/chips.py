"""Cut-outs for cuisines: the dish that says most about each."""

from studio.families import (
    alpine,
    bakery,
    breakfast,
    burgers,
    cakes,
    curry,
    grill_plates,
    hot_drinks,
    ices,
    kebab,
    mezze,
    pizza,
    poke,
    ramen,
    stacks_and_bowls,
    sushi,
    tacos,
)
from studio.registry import chip


def closer(frame, by=0.9):
    """Fill the square: the table round it is not seen."""
    return frame._replace(width=frame.width * by)


@chip("pizza")
def pizza_chip(rng):
    return closer(pizza.margherita(rng), 0.98)


@chip("burger")
def burger_chip(rng):
    return closer(burgers.cheeseburger(rng), 0.95)


@chip("barbecue")
@chip("american")
def ribs_chip(rng):
    return closer(grill_plates.ribs(rng))


@chip("steak_house")
def steak_chip(rng):
    return closer(grill_plates.steak(rng))


@chip("chicken")
@chip("bar_food")
def wings_chip(rng):
    return closer(grill_plates.wings(rng))


@chip("fish")
@chip("portuguese")
def fish_chip(rng):
    return closer(grill_plates.salmon_fillet(rng))


@chip("kebab")
def kebab_chip(rng):
    return closer(kebab.in_bread(rng, "doner", 110, 0.4), 0.95)


@chip("turkish")
@chip("persian")
def skewers_chip(rng):
    return closer(kebab.adana_kebab(rng))


@chip("greek")
def souvlaki_chip(rng):
    return closer(kebab.souvlaki(rng, kebab.grill.CHICKEN))


@chip("lebanese")
def mezze_chip(rng):
    return closer(mezze.mezze(rng), 0.98)


@chip("indian")
def curry_chip(rng):
    return closer(curry.chicken_curry(rng), 0.96)


@chip("japanese")
def ramen_chip(rng):
    return closer(ramen.ramen(rng), 0.96)


@chip("sushi")
def sushi_chip(rng):
    return closer(sushi.sushi(rng), 0.98)


@chip("salad")
def bowl_chip(rng):
    return closer(poke.poke_bowl(rng), 0.96)


@chip("mexican")
def tacos_chip(rng):
    return closer(tacos.tacos(rng, "pastor"), 0.98)


@chip("crepe")
def pancakes_chip(rng):
    return closer(stacks_and_bowls.pancakes(rng))


@chip("regional")
def roesti_chip(rng):
    return closer(alpine.roesti(rng))


@chip("austrian")
@chip("international")
def schnitzel_chip(rng):
    return closer(alpine.schnitzel(rng, True))


@chip("german")
def pretzel_chip(rng):
    return closer(bakery.pretzel(rng), 0.98)


@chip("breakfast")
def breakfast_chip(rng):
    return closer(breakfast.full_breakfast(rng))


@chip("coffee_shop")
def coffee_chip(rng):
    return closer(hot_drinks.flat_white(rng), 0.95)


@chip("cake")
def cake_chip(rng):
    return closer(bakery.cupcake(rng), 0.92)


@chip("french")
def croissant_chip(rng):
    return closer(bakery.croissant(rng), 0.98)


@chip("ice_cream")
def ice_cream_chip(rng):
    return closer(ices.ice_cream(rng, ("chocolate", "vanilla", "strawberry")))


@chip("italian")
def tiramisu_chip(rng):
    return closer(cakes.tiramisu(rng), 0.95)
