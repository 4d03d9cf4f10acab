"""Cut-outs for cuisines: the dish that says most about each."""

from studio.families import (
    alpine,
    bakery,
    banh_mi,
    breakfast,
    burgers,
    cakes,
    curry,
    dumplings_and_rolls,
    grill_plates,
    hot_drinks,
    ices,
    kebab,
    mezze,
    pizza,
    poke,
    ramen_bowls,
    rice_dishes,
    stacks_and_bowls,
    sushi,
    sweets,
    tacos,
    thai_curries,
    vietnamese_noodles,
    wok_noodles,
)
from studio.parts import hues
from studio.parts.grill import CHICKEN
from studio.registry import chip


def closer(frame, by=0.9):
    """Fill the square: the table round it is not seen."""
    return frame._replace(width=frame.width * by)


@chip("pizza")
def pizza_chip(rng):
    return closer(pizza.pizza(rng, basil=9), 0.98)


@chip("burger")
def burger_chip(rng):
    return closer(burgers.burger(rng, stack=burgers.CLASSIC), 0.95)


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
    return closer(kebab.souvlaki(rng, CHICKEN))


@chip("lebanese")
def mezze_chip(rng):
    return closer(mezze.mezze(rng), 0.98)


@chip("indian")
def curry_chip(rng):
    return closer(curry.chicken_curry(rng), 0.96)


@chip("japanese")
def ramen_chip(rng):
    return closer(ramen_bowls.tonkotsu(rng), 0.96)


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


@chip("portuguese")
def trout_chip(rng):
    return closer(alpine.trout(rng))


@chip("thai")
def green_curry_chip(rng):
    return closer(thai_curries.thai_curry(rng, tones=hues.GREEN, extra="green"), 0.96)


@chip("vietnamese")
def pho_chip(rng):
    return closer(vietnamese_noodles.pho(rng, kind="beef"), 0.96)


@chip("vegan")
def noodle_bowl_chip(rng):
    return closer(vietnamese_noodles.lemongrass_bowl(rng, meat=False), 0.96)


@chip("chinese")
def dumplings_chip(rng):
    return closer(dumplings_and_rolls.steamed_dumplings(rng), 0.96)


@chip("korean")
def bibimbap_chip(rng):
    return closer(rice_dishes.bibimbap(rng), 0.96)


@chip("asian")
def pad_thai_chip(rng):
    return closer(wok_noodles.pad_thai(rng), 0.96)


@chip("sandwich")
def banh_mi_chip(rng):
    return closer(banh_mi.banh_mi(rng, kind="pork"), 0.96)


@chip("soup")
def soup_chip(rng):
    return closer(ramen_bowls.miso_corn(rng), 0.96)


@chip("moroccan")
@chip("vegetarian")
def shakshuka_chip(rng):
    return closer(breakfast.shakshuka(rng), 0.96)


@chip("spanish")
def churros_chip(rng):
    return closer(sweets.churros(rng), 0.96)
