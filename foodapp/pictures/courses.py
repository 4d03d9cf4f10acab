"""Whether a dish is drunk, or sweet: for the sign that stands where there is no picture."""

from foodapp.pictures import grammar
from foodapp.pictures.dish import Dish
from foodapp.pictures.spelling import tokens


def course_of(dish: Dish) -> str:
    drinks, sweets = grammar.stems("drinks"), grammar.stems("sweets")
    section, name = set(tokens(dish.section)), set(tokens(dish.name))
    for course, words in (("drink", drinks), ("sweet", sweets)):
        if section & words:
            return course
    if name & drinks:
        return "drink"
    return "sweet" if name & sweets else "food"
