"""Tables of several dishes: pizza, Italian, burgers, American, salads."""

from studio import shapes
from studio.families import burgers, pasta, pizza, salads
from studio.registry import Frame, table, table_phone

WIDE = Frame(75.0, 2.0, 46.0, bare=True)
PHONE = Frame(58.0, 2.0, 50.0, bare=True)
LOW_WIDE = Frame(50.0, 4.6, 30.0, bare=True)
LOW_PHONE = Frame(36.0, 5.6, 32.0, bare=True)

WIDE_PLACES = ((-31.0, 2.0, 0.1), (1.0, -3.0, 0.0), (32.5, 3.0, -0.15))
CLOSE_PLACES = ((-16.0, 11.0, 0.1), (0.5, -16.5, 0.0), (16.5, 12.5, -0.1))
LOW_PLACES = ((-17.5, 2.0, 0.0), (0.5, -1.5, 0.0), (17.5, 3.0, 0.0))
LOW_CLOSE = ((-9.5, 6.5, 0.0), (3.5, -4.5, 0.0), (15.5, 8.5, 0.0))
BOARD = 8.2  # of a burger: three stand side by side


@table("pizza", places=WIDE_PLACES, view=WIDE)
@table_phone("pizza", places=CLOSE_PLACES, view=PHONE)
def pizzas(rng, *, places, view):
    diavola = {"salami": 19, "chilli": 14, "pools": 17, "film": 0.6}
    plain = {"basil": 9, "pools": 13, "pool_size": 1.9, "film": 0.28}
    ham = {"cured_ham": 11, "rocket": 30, "parmesan": 14}
    dishes = (pizza.pizza, diavola), (pizza.pizza, plain), (pizza.pizza, ham)
    shapes.laid(rng, places, *dishes)
    return view


@table("italian", places=((-29.0, 3.0, 0.1), (0.5, -2.0, 0.0), (30.0, 4.0, -0.15)), view=WIDE)
@table_phone("italian", places=((-14, 12, 0.1), (2, -14, 0.0), (15, 13, -0.1)), view=PHONE)
def italian(rng, *, places, view):
    tomato = {"sauce": "tomato", "basil": True}
    plain = {"basil": 9, "pools": 13, "pool_size": 1.9, "film": 0.28}
    dishes = (salads.burrata, {}), (pizza.pizza, plain), (pasta.long_pasta, tomato)
    shapes.laid(rng, places, *dishes)
    return view


@table("burger", places=LOW_PLACES, view=LOW_WIDE)
@table_phone("burger", places=LOW_CLOSE, view=LOW_PHONE)
def burger(rng, *, places, view):
    bacon = ("lettuce", "beef", "cheddar", "bacon", "onion rings", "barbecue")
    chicken = ("lettuce", "pickles", "chicken", "slaw")
    classic = ("lettuce", "tomato", "beef", "cheddar", "pickles", "sauce")
    stacks = [{"stack": stack, "board": BOARD} for stack in (chicken, classic, bacon)]
    shapes.laid(rng, places, *((burgers.burger, one) for one in stacks))
    return view


@table("american", places=((-19.5, 3, 0.0), (0.5, -2.0, 0.0), (20, 4, 0.0)), view=LOW_WIDE)
@table_phone("american", places=((-11, 9, 0.0), (2.5, -5.0, 0.0), (15, 11, 0.0)), view=LOW_PHONE)
def american(rng, *, places, view):
    classic = {"stack": burgers.CLASSIC, "board": BOARD}
    dishes = (burgers.onion_rings, {}), (burgers.burger, classic), (burgers.fries, {})
    shapes.laid(rng, places, *dishes)
    return view


SALADS_WIDE = Frame(60.0, 3.0, 46.0, bare=True)
SALADS_CLOSE = Frame(41.0, 3.0, 50.0, bare=True)


@table("salad", places=((-22.5, 3, 0.1), (2, -2, 0.0), (25, 4, -0.1)), view=SALADS_WIDE)
@table_phone("salad", places=((-10.5, 8, 0.1), (2, -10, 0.0), (13, 9, -0.1)), view=SALADS_CLOSE)
def salad(rng, *, places, view):
    greek = {"leaves": 0, "added": salads.GREEK}
    caesar = {"added": ("croutons", "parmesan")}
    mixed = {"added": ("cherry tomatoes", "cucumber", "carrot", "sweetcorn")}
    dishes = (salads.tossed, caesar), (salads.tossed, mixed), (salads.tossed, greek)
    shapes.laid(rng, places, *dishes)
    return view
