# ruff: noqa: E501 - tables
"""Choices that come with dishes."""

from foodapp.menu.starter_dishes.table import Group

GROUPS: dict[str, Group] = {
    "pizza": Group("Extra toppings", 0, 4, (
        ("Extra mozzarella", 150, "milk"), ("Mushrooms", 120, ""), ("Olives", 120, ""),
        ("Spicy salami", 180, ""), ("Rocket", 120, ""),
    ), meat=("Spicy salami",)),
    "dough": Group("Dough", 1, 1, (
        ("Classic", 0, "gluten"), ("Whole grain", 80, "gluten"), ("Gluten-free", 250, ""),
    )),
    "pasta": Group("On top", 0, 2, (
        ("Parmesan", 80, "milk"), ("Chilli oil", 0, ""), ("Burrata", 350, "milk"),
    )),
    "burger": Group("Make it yours", 0, 4, (
        ("Cheddar", 120, "milk"), ("Bacon", 180, ""), ("Fried egg", 150, "eggs"),
        ("Avocado", 200, ""), ("Jalapeños", 80, ""),
    ), meat=("Bacon",)),
    "side": Group("Side", 1, 1, (
        ("Fries", 0, ""), ("Sweet potato fries", 120, ""), ("Coleslaw", 0, "eggs mustard"),
        ("Green salad", 0, "mustard"),
    )),
    "doneness": Group("How would you like it?", 1, 1, (
        ("Rare", 0, ""), ("Medium", 0, ""), ("Well done", 0, ""),
    )),
    "sauce": Group("Sauce", 1, 2, (
        ("Garlic yoghurt", 0, "milk"), ("Herb", 0, "milk"), ("Hot", 0, ""), ("Tahini", 0, "sesame"),
    )),
    "without": Group("Leave out", 0, 3, (
        ("Without onion", 0, ""), ("Without tomato", 0, ""), ("Without cabbage", 0, ""),
    )),
    "dip": Group("Dip", 0, 2, (
        ("Ketchup", 50, "celery"), ("Mayonnaise", 50, "eggs mustard"), ("Aioli", 80, "eggs"),
        ("Barbecue", 80, "mustard"),
    )),
    "heat": Group("How hot?", 1, 1, (
        ("Mild", 0, ""), ("Medium", 0, ""), ("Hot", 0, ""), ("Very hot", 0, ""),
    )),
    "protein": Group("With", 1, 1, (
        ("Tofu", 0, "soy"), ("Chicken", 150, ""), ("Beef", 250, ""), ("Prawns", 350, "crustaceans"),
    ), meat=("Chicken", "Beef")),
    "rice": Group("Rice or bread", 1, 1, (
        ("Basmati rice", 0, ""), ("Naan", 100, "gluten milk"), ("Both", 250, "gluten milk"),
    )),
    "sushi": Group("With it", 0, 3, (
        ("Extra ginger", 50, ""), ("Extra wasabi", 50, "mustard"), ("Soy sauce", 0, "gluten soy"),
    )),
    "taco": Group("Salsa", 1, 2, (
        ("Pico de gallo", 0, ""), ("Salsa verde", 0, ""), ("Chipotle", 0, ""), ("Guacamole", 180, ""),
    )),
    "regional": Group("Beside it", 1, 1, (
        ("Fries", 0, ""), ("Rösti", 150, ""), ("Spätzle", 120, "gluten eggs"),
        ("Market vegetables", 0, "celery"),
    )),
    "milk": Group("Milk", 1, 1, (
        ("Whole milk", 0, "milk"), ("Oat drink", 50, "gluten"), ("Soy drink", 50, "soy"),
    )),
    "toast": Group("Bread", 1, 1, (
        ("White", 0, "gluten"), ("Whole grain", 0, "gluten"), ("Gluten-free", 120, ""),
    )),
    "scoops": Group("Flavours", 1, 3, (
        ("Vanilla", 0, "milk eggs"), ("Chocolate", 0, "milk"), ("Strawberry", 0, ""),
        ("Pistachio", 50, "milk nuts"), ("Hazelnut", 0, "milk nuts"), ("Lemon", 0, ""),
    )),
    "sundae": Group("On top", 0, 3, (
        ("Whipped cream", 100, "milk"), ("Hot chocolate sauce", 120, "milk"),
        ("Roasted almonds", 100, "nuts"),
    )),
    "bowl": Group("Base", 1, 1, (
        ("Rice", 0, ""), ("Quinoa", 100, ""), ("Green leaves", 0, ""), ("Soba noodles", 120, "gluten"),
    )),
    "cola": Group("Which one?", 1, 1, (("Classic", 0, ""), ("Zero sugar", 0, ""))),
}  # fmt: skip
