# ruff: noqa: E501 - one line a dish
"""The Alpine inn, and a little of everything for a kitchen that nobody has described."""

FAMILIES = {
    "regional": """
== Starters
Clear soup with pancake strips | Beef broth, chives | 6.50 | gluten eggs milk celery
Barley soup | Smoked ham, vegetables | 7.20 | gluten celery
Mixed salad | Leaves, carrot, sweetcorn, house dressing | 7.20 | mustard | vegan gluten_free
Lamb's lettuce with egg | Croûtons, bacon | 8.90 | eggs gluten mustard
== From the region
Käsknöpfle* | Small dumplings, mountain cheese, fried onion, apple sauce | 14.90 | gluten eggs milk | vegetarian
Ribel with apple sauce | Fried maize semolina, as grandmother made it | 10.90 | milk | vegetarian gluten_free
Rösti with egg* | Potato, mountain cheese, fried egg | 13.50 | eggs milk | vegetarian gluten_free
Cheese fondue for one | Half and half, bread | 18.90 | milk gluten sulphites | vegetarian
Älplermagronen | Macaroni, potato, cream, onion, apple sauce | 13.90 | gluten milk | vegetarian
== Main dishes
Pork schnitzel* | Breaded, lemon | 16.50 | gluten eggs | | regional
Wiener schnitzel | Veal, cranberries | 22.50 | gluten eggs | | regional
Cordon bleu* | Ham, mountain cheese | 19.90 | gluten eggs milk | | regional
Sliced veal in cream | Mushrooms, white wine | 22.90 | milk sulphites celery | | regional
Beef goulash | Paprika, slowly cooked | 17.50 | celery | gluten_free | regional
Trout with almonds | Brown butter, parsley potatoes | 19.90 | fish milk nuts | gluten_free
Mushroom ragout | Bread dumpling | 15.50 | gluten eggs milk celery | vegetarian
== Sweet
Apple strudel* | Vanilla sauce | 6.50 | gluten milk eggs nuts | vegetarian
Kaiserschmarrn | Torn pancake, plums | 9.80 | gluten milk eggs | vegetarian
""",
    "international": """
== Starters
Soup of the day | With bread | 6.50 | gluten celery | vegan
Mixed salad | Leaves, carrot, cucumber, house dressing | 6.90 | mustard | vegan gluten_free
Bruschetta | Toasted bread, tomato, basil | 6.80 | gluten | vegan
== Main dishes
House burger* | Beef, cheddar, onion, pickles | 13.90 | gluten milk eggs mustard sesame | | doneness burger side
Pork schnitzel* | Breaded, lemon | 16.50 | gluten eggs | | regional
Chicken breast | Herb butter | 16.90 | milk | gluten_free | regional
Sirloin steak | 200 g, herb butter | 24.50 | milk | gluten_free | doneness regional
Salmon fillet | Lemon, dill | 19.50 | fish milk | gluten_free | regional
Spaghetti bolognese* | Beef ragù | 12.90 | gluten celery | | pasta
Penne with vegetables | Tomato, courgette, olives | 11.90 | gluten | vegan | pasta
Vegetable curry | Coconut, chickpeas, rice | 13.50 | mustard | vegan gluten_free | heat
Caesar salad with chicken | Romaine, parmesan, croûtons | 13.50 | gluten eggs milk fish mustard
Mushroom risotto | Parmesan, thyme | 14.50 | milk celery | vegetarian gluten_free
== Sides
Fries | Crisp, salted | 4.80 | | vegan gluten_free | dip | Large 6.50
== Sweet
Chocolate cake* | Warm, soft heart | 6.50 | gluten milk eggs | vegetarian
Fruit salad | Of the season | 5.50 | | vegan gluten_free
""",
}
