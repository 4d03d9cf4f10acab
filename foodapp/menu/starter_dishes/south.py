# ruff: noqa: E501 - one line a dish
"""Italian, Greek, and from the kebab house."""

FAMILIES = {
    "italian": """
== Starters
Bruschetta | Toasted bread, tomato, garlic, basil | 6.50 | gluten | vegan
Caprese | Buffalo mozzarella, tomato, basil | 9.80 | milk | vegetarian gluten_free
Mixed salad | Leaves, carrot, cucumber, house dressing | 6.20 | mustard | vegan gluten_free
== Pizza
Margherita* | Tomato, mozzarella, basil | 9.50 | milk | vegetarian gluten_free | dough pizza | Large 13.50
Diavola* | Tomato, mozzarella, spicy salami, chilli | 12.50 | milk | gluten_free | dough pizza | Large 16.50
Prosciutto e funghi | Tomato, mozzarella, ham, mushrooms | 12.80 | milk | gluten_free | dough pizza | Large 16.80
Quattro formaggi | Mozzarella, gorgonzola, fontina, parmesan | 13.20 | milk | vegetarian gluten_free | dough pizza | Large 17.20
Tonno e cipolla | Tomato, mozzarella, tuna, red onion | 12.90 | milk fish | gluten_free | dough pizza | Large 16.90
Verdure | Tomato, courgette, aubergine, peppers, no cheese | 11.50 | | vegan gluten_free | dough pizza | Large 15.50
== Pasta
Spaghetti al pomodoro | Tomato, garlic, basil | 9.80 | gluten | vegan | pasta
Tagliatelle bolognese* | Slow-cooked beef ragù | 12.80 | gluten eggs celery | | pasta
Spaghetti carbonara | Guanciale, egg yolk, pecorino | 12.90 | gluten eggs milk | | pasta
Gnocchi al pesto | Potato gnocchi, basil pesto, pine nuts | 12.40 | gluten milk nuts | vegetarian | pasta
Lasagne | Beef ragù, béchamel, baked golden | 13.50 | gluten eggs milk celery
== Dolci
Tiramisù* | Mascarpone, espresso, cocoa | 6.50 | gluten eggs milk | vegetarian
Panna cotta | With raspberries | 6.20 | milk | gluten_free
""",
    "greek": """
== Mezze
Tzatziki with pita* | Yoghurt, cucumber, garlic | 5.90 | milk gluten | vegetarian
Dolmades | Vine leaves filled with rice and herbs | 6.50 | | vegan gluten_free
Saganaki | Fried feta with honey and sesame | 7.90 | milk gluten sesame | vegetarian
Melitzanosalata | Smoked aubergine, garlic, parsley | 6.20 | | vegan gluten_free
Greek salad* | Tomato, cucumber, olives, feta | 9.80 | milk | vegetarian gluten_free
== From the grill
Gyros plate* | Pork from the spit, tzatziki, fries | 14.50 | milk | | side
Souvlaki | Two skewers of pork, rice, tzatziki | 15.20 | milk | | side
Chicken souvlaki | Two skewers of chicken with lemon | 14.90 | milk | | side
Bifteki | Minced beef filled with feta | 15.90 | milk gluten | | side
Lamb chops | Four chops, rosemary, lemon | 21.50 | | gluten_free | side doneness
Grilled squid | With garlic oil and lemon | 17.90 | molluscs | | side
== In pita
Pita gyros | Gyros, tzatziki, onion, fries, all in one | 8.50 | gluten milk | | without
Pita falafel | Falafel, hummus, salad | 8.20 | gluten sesame | vegan | without
== Sweet
Baklava | Walnuts, honey, filo | 5.20 | gluten nuts milk | vegetarian
Yoghurt with honey | And walnuts | 5.50 | milk nuts | vegetarian gluten_free
""",
    "kebab": """
== In bread
Döner kebab* | Meat from the spit, salad, sauce in flatbread | 7.50 | gluten milk | halal | sauce without | Large 9.50
Dürüm* | Rolled in thin bread | 8.50 | gluten milk | halal | sauce without
Chicken döner | Chicken from the spit, salad, sauce | 7.50 | gluten milk | halal | sauce without | Large 9.50
Falafel in bread | Chickpea balls, salad, tahini | 7.00 | gluten sesame | vegan halal | sauce without
Halloumi in bread | Grilled cheese, mint, salad | 7.50 | gluten milk | vegetarian halal | sauce without
Lahmacun | Thin bread with spiced mince, salad, lemon | 7.90 | gluten | halal | sauce
== Plates
Kebab plate* | Meat from the spit, fries, salad, sauce | 12.50 | milk | halal | sauce
Falafel plate | Falafel, hummus, salad, bread | 11.80 | gluten sesame | vegan halal | sauce
Adana skewer | Spicy lamb mince, bulgur, grilled tomato | 14.50 | gluten | halal | heat
Kebab box | Meat and fries in a box, sauce | 8.50 | milk | halal | sauce
== Pide
Pide with cheese | Boat of dough, kashar cheese | 10.50 | gluten milk eggs | vegetarian halal
Pide with mince | Beef, peppers, tomato | 11.80 | gluten eggs | halal
== Small things
Lentil soup | With lemon and mint | 5.20 | celery | vegan halal gluten_free
Fries | Crisp, salted | 4.50 | | vegan | dip | Large 6.00
Baklava | Pistachio, syrup, four pieces | 5.00 | gluten nuts milk | vegetarian halal
Ayran | Salted yoghurt drink | 2.80 | milk | vegetarian halal gluten_free
""",
}
