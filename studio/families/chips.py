"""Cut-outs for cuisines: the dish that says most about each."""

from studio.families import (
    alpine,
    bakery,
    banh_mi,
    bowls,
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
    pasta,
    pizza,
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
from studio.shapes.extent import fitted

POKE = ("salmon", "edamame", "mango", "cucumber", "carrot")
GREEN = ("avocado", "broccoli", "edamame", "cucumber")
BUDDHA = ("chickpeas", "sweet potato", "kale", "carrot")


@chip("pizza")
def pizza_chip(rng):
    return fitted(pizza.pizza(rng, basil=9))


@chip("burger")
def burger_chip(rng):
    return fitted(burgers.burger(rng, stack=burgers.CLASSIC))


@chip("barbecue")
@chip("american")
def ribs_chip(rng):
    return fitted(grill_plates.ribs(rng))


@chip("steak_house")
def steak_chip(rng):
    return fitted(grill_plates.steak(rng))


@chip("chicken")
@chip("bar_food")
def wings_chip(rng):
    return fitted(grill_plates.wings(rng))


@chip("fish")
def fish_chip(rng):
    return fitted(grill_plates.salmon_fillet(rng))


@chip("kebab")
def kebab_chip(rng):
    return fitted(kebab.in_bread(rng, "doner", 110, 0.4, board=False))


@chip("turkish")
@chip("persian")
def skewers_chip(rng):
    return fitted(kebab.adana_kebab(rng))


@chip("greek")
def souvlaki_chip(rng):
    return fitted(kebab.souvlaki(rng, CHICKEN))


@chip("lebanese")
def mezze_chip(rng):
    return fitted(mezze.mezze(rng))


@chip("indian")
def curry_chip(rng):
    return fitted(curry.chicken_curry(rng))


@chip("japanese")
def ramen_chip(rng):
    return fitted(ramen_bowls.tonkotsu(rng))


@chip("sushi")
def sushi_chip(rng):
    return fitted(sushi.sushi(rng))


@chip("salad")
def bowl_chip(rng):
    return fitted(bowls.bowl(rng, around=POKE, sesame=True))


@chip("mexican")
def tacos_chip(rng):
    return fitted(tacos.tacos(rng, "pastor"))


@chip("crepe")
def pancakes_chip(rng):
    return fitted(stacks_and_bowls.pancakes(rng))


@chip("regional")
def roesti_chip(rng):
    return fitted(alpine.roesti(rng))


@chip("austrian")
@chip("international")
def schnitzel_chip(rng):
    return fitted(alpine.schnitzel(rng, True))


@chip("german")
def pretzel_chip(rng):
    return fitted(bakery.pretzel(rng))


@chip("breakfast")
def breakfast_chip(rng):
    return fitted(breakfast.full_breakfast(rng))


@chip("coffee_shop")
def coffee_chip(rng):
    return fitted(hot_drinks.flat_white(rng))


@chip("cake")
def cake_chip(rng):
    return fitted(bakery.cupcake(rng))


@chip("french")
def croissant_chip(rng):
    return fitted(bakery.croissant(rng))


@chip("ice_cream")
def ice_cream_chip(rng):
    return fitted(ices.ice_cream(rng, ("chocolate", "vanilla", "strawberry")))


@chip("italian")
def tiramisu_chip(rng):
    return fitted(cakes.tiramisu(rng))


@chip("portuguese")
def trout_chip(rng):
    return fitted(alpine.trout(rng))


@chip("thai")
def green_curry_chip(rng):
    return fitted(thai_curries.thai_curry(rng, tones=hues.GREEN, extra="green"))


@chip("vietnamese")
def pho_chip(rng):
    return fitted(vietnamese_noodles.pho(rng, kind="beef"))


@chip("vegan")
def green_bowl_chip(rng):
    return fitted(bowls.bowl(rng, ground="leaves", around=GREEN, middle="mint"))


@chip("chinese")
def dumplings_chip(rng):
    return fitted(dumplings_and_rolls.steamed_dumplings(rng))


@chip("korean")
def bibimbap_chip(rng):
    return fitted(rice_dishes.bibimbap(rng))


@chip("pasta")
def spaghetti_chip(rng):
    return fitted(pasta.long_pasta(rng, sauce="tomato", basil=True))


@chip("asian")
def pad_thai_chip(rng):
    return fitted(wok_noodles.pad_thai(rng))


@chip("sandwich")
def banh_mi_chip(rng):
    return fitted(banh_mi.banh_mi(rng, kind="pork"))


@chip("soup")
def soup_chip(rng):
    return fitted(ramen_bowls.miso_corn(rng, vegan=True))


@chip("vegetarian")
def buddha_bowl_chip(rng):
    return fitted(bowls.bowl(rng, ground="quinoa", around=BUDDHA, middle="hummus"))


@chip("moroccan")
def shakshuka_chip(rng):
    return fitted(breakfast.shakshuka(rng))


@chip("spanish")
def churros_chip(rng):
    return fitted(sweets.churros(rng))
