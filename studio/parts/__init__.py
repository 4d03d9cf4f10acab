"""What dishes are made of."""

from studio.parts.burger import *
from studio.parts.cold import *
from studio.parts.curry import *
from studio.parts.cutlery import *
from studio.parts.desserts import *
from studio.parts.fries import *
from studio.parts.fruit import *
from studio.parts.layers import *
from studio.parts.leaves import *
from studio.parts.linen import *
from studio.parts.liquids import *
from studio.parts.pasta import *
from studio.parts.pieces import *
from studio.parts.pizza import *
from studio.parts.ramen import *
from studio.parts.sushi import *
from studio.parts.toppings import *
from studio.parts.vegetables import *
