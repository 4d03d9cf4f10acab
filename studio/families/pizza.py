"""Pizza: one dough, its sauce and cheese, and what is laid on it."""

from studio import materials as m
from studio import parts, vessels
from studio.registry import Frame, dish

TUNA = ("#DDB48C", "#B98460")

TOPPINGS = {
    "basil": parts.scattered_basil,
    "salami": parts.salami,
    "chilli": parts.chilli,
    "mushrooms": parts.mushrooms,
    "cured ham": parts.ham,
    "rocket": parts.rocket,
    "parmesan": parts.parmesan,
    "garlic": parts.garlic,
    "oregano": parts.oregano,
    "onion": parts.onion,
    "olives": parts.olives,
    "peppers": parts.peppers,
}


@dish("margherita", basil=9, pools=13, pool_size=1.9, film=0.28)
@dish("diavola", salami=19, chilli=14, pools=17, film=0.6)
@dish(
    "quattro-formaggi", gorgonzola=20, parmesan=12, sauce="cream", pools=20, pool_size=2.4, film=0.6
)
@dish("funghi", mushrooms=36, oregano=60, pools=14, film=0.55)
@dish("prosciutto-e-rucola", cured_ham=11, rocket=30, parmesan=14)
@dish("prosciutto-e-funghi", cooked_ham=11, mushrooms=24, pools=14, film=0.6)
@dish("marinara", garlic=20, oregano=130, basil=3, pools=0, film=0.0)
@dish("tonno-e-cipolla", tuna=26, onion=18, olives=9, pools=14, film=0.6)
@dish("verdure", courgette=13, aubergine=9, peppers=26, oregano=60, pools=0, film=0.0)
def pizza(rng, *, sauce="tomato", pools=19, pool_size=2.4, film=0.55, **toppings):
    ground = parts.pizza(
        rng,
        base=vessels.round_board(15.6),
        pools=pools,
        pool_size=pool_size,
        film=film,
        sauce=sauce,
    )
    for name, count in toppings.items():
        _lay(rng, ground, name.replace("_", " "), count)
    return Frame(32.0, 1.0)


def _lay(rng, ground, name, count):
    if name in TOPPINGS:
        TOPPINGS[name](rng, ground, count)
    elif name == "cooked ham":
        parts.ham(rng, ground, count, 2.3, cured=False)
    elif name == "gorgonzola":
        parts.flakes(rng, ground, count, m.blue_cheese(), 1.15, 2.0, 0.3)
    elif name == "tuna":
        parts.flakes(rng, ground, count, m.plain("tuna", *TUNA, 0.5, 3.0, 0.1, 0.4), 1.0, 1.7)
    elif name == "courgette":
        parts.slices(rng, ground, count, m.courgette(), 1.7)
    elif name == "aubergine":
        parts.slices(rng, ground, count, m.aubergine(), 2.1, 0.25)
