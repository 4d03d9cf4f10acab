# ruff: noqa: E501 - one line a dish
"""Burgers, Mexican, bar food, café, ice cream, bowls."""

FAMILIES = {
    "burger": """
== Burgers
Classic burger* | Beef, lettuce, tomato, pickles, house sauce | 11.50 | gluten eggs mustard sesame | | doneness burger | Double 15.00
Cheeseburger* | Beef, cheddar, onion, pickles | 12.20 | gluten milk eggs mustard sesame | | doneness burger | Double 15.90
Bacon burger | Beef, bacon, cheddar, barbecue sauce | 13.50 | gluten milk mustard sesame | | doneness burger | Double 17.20
Crispy chicken burger* | Buttermilk chicken, coleslaw, pickles | 12.50 | gluten milk eggs mustard sesame | | burger
Veggie burger | Black bean patty, avocado, tomato | 12.00 | gluten sesame | vegan | burger
Halloumi burger | Grilled halloumi, peppers, mint mayo | 12.40 | gluten milk eggs sesame | vegetarian | burger
== From the grill
Spare ribs | Slowly smoked, barbecue glaze | 18.90 | mustard celery | | side
Sirloin steak | 220 g, herb butter | 24.50 | milk | gluten_free | doneness side
Half chicken | Roasted, lemon and thyme | 14.50 | | gluten_free | side
== Sides
Fries* | Twice fried, sea salt | 4.50 | | vegan gluten_free | dip | Large 6.20
Sweet potato fries | With smoked paprika | 5.50 | | vegan gluten_free | dip
Onion rings | Eight crisp rings | 5.20 | gluten milk | vegetarian | dip
Chicken wings | Eight pieces, buffalo or barbecue | 8.90 | celery mustard | | dip heat
Caesar salad | Romaine, parmesan, croûtons | 9.90 | gluten eggs milk fish mustard
== Sweet
Brownie | Warm, with walnuts | 5.20 | gluten eggs milk nuts | vegetarian
Milkshake | Vanilla, chocolate or strawberry, 0.4 l | 5.80 | milk | vegetarian gluten_free
""",
    "mexican": """
== To share
Nachos with cheese* | Corn chips, cheese, jalapeños, beans | 9.50 | milk | vegetarian gluten_free | taco
Guacamole and chips | Avocado, lime, coriander | 7.80 | | vegan gluten_free
Patatas bravas | Fried potatoes, spicy tomato, aioli | 6.90 | eggs | vegetarian gluten_free
== Tacos
Tacos al pastor* | Three: marinated pork, pineapple, onion | 12.50 | | gluten_free | taco
Tacos de pollo | Three: grilled chicken, lime, coriander | 12.00 | | gluten_free | taco
Tacos de pescado | Three: crisp fish, cabbage, chipotle mayo | 13.20 | gluten fish eggs | | taco
Tacos de setas | Three: mushrooms, black beans | 11.50 | | vegan gluten_free | taco
== Burritos and more
Burrito carnitas* | Slow pork, rice, beans, cheese | 12.80 | gluten milk | | taco heat
Chicken burrito | Chicken, rice, beans, cheese | 12.50 | gluten milk | | taco heat
Veggie burrito | Peppers, corn, rice, beans | 11.50 | gluten | vegan | taco heat
Quesadilla | Flour tortilla, melted cheese, peppers | 9.80 | gluten milk | vegetarian | taco
Chili con carne | Beef, beans, a little chocolate | 12.90 | celery | gluten_free | heat
Chicken enchiladas | Baked with salsa verde and cheese | 13.90 | milk | gluten_free
Paella for one | Saffron rice, chicken, prawns | 16.90 | crustaceans molluscs celery | gluten_free
== Sweet
Churros | With hot chocolate | 5.90 | gluten milk eggs | vegetarian
""",
    "bar": """
== Snacks
Olives and almonds | Marinated, roasted | 5.20 | nuts | vegan gluten_free
Fries* | With a dip of your choice | 4.80 | | vegan gluten_free | dip | Large 6.50
Chicken wings* | Eight pieces, hot or mild | 8.90 | celery | | heat dip
Nachos | Cheese, salsa, jalapeños | 8.90 | milk | vegetarian gluten_free
Onion rings | Eight crisp rings | 5.50 | gluten milk | vegetarian | dip
Mozzarella sticks | Six, with tomato dip | 6.90 | gluten milk eggs | vegetarian
Cold platter | Cured ham, hard cheese, pickles, bread | 15.90 | gluten milk mustard
== From the pan
Pub burger* | Beef, cheddar, bacon, pickles | 13.90 | gluten milk eggs mustard sesame | | doneness burger side
Fish and chips* | Cod in beer batter, mushy peas, tartare | 14.90 | gluten fish eggs mustard | | dip
Club sandwich | Chicken, bacon, egg, tomato | 12.50 | eggs mustard | | toast dip
Currywurst | Sausage, curry sauce, fries | 9.80 | mustard celery | | heat
Toast Hawaii | Ham, pineapple, melted cheese | 8.90 | gluten milk
Veggie burger | Black bean patty, avocado, tomato | 12.90 | gluten sesame | vegan | burger side
== Sweet
Apple pie | Warm, with vanilla sauce | 5.80 | gluten milk eggs | vegetarian
""",
    "cafe": """
== Breakfast
Croissant* | Butter, baked this morning | 2.60 | gluten milk eggs | vegetarian
Avocado toast* | Avocado, lemon, chilli flakes | 8.50 | | vegan gluten_free | toast
Scrambled eggs | Three eggs, chives, bread | 7.90 | eggs milk | vegetarian gluten_free | toast
Granola bowl | Yoghurt, fruit, honey | 7.20 | milk nuts gluten | vegetarian
Pancakes | Maple syrup, berries | 8.20 | gluten milk eggs | vegetarian
== Sandwiches and more
Ham and cheese toastie* | Mountain cheese, ham | 7.50 | milk | gluten_free | toast
Tomato mozzarella ciabatta | Basil pesto | 7.20 | gluten milk nuts | vegetarian
Salmon bagel | Cream cheese, dill, capers | 8.90 | gluten fish milk sesame
Soup of the day | With bread | 6.50 | gluten celery | vegan
Quiche of the day | With a small salad | 8.80 | gluten eggs milk | vegetarian
== Cakes
Apple strudel | Warm, with vanilla sauce | 5.50 | gluten milk eggs nuts | vegetarian
Carrot cake | Hazelnuts, lemon icing | 4.80 | eggs nuts | vegetarian gluten_free
Chocolate cake | Dark and moist | 4.90 | gluten milk eggs | vegetarian
== Hot drinks
Cappuccino* | Double shot | 3.80 | | vegetarian | milk | Large 4.60
Latte macchiato | Three layers | 4.20 | | vegetarian | milk
Hot chocolate | With cream if you like | 4.20 | | vegetarian | milk
""",
    "ice_cream": """
== Scoops
One scoop | In a cup | 1.90 | | vegetarian | scoops
Two scoops* | In a cup | 3.60 | | vegetarian | scoops
Three scoops* | In a cup | 5.20 | | vegetarian | scoops
Half a litre to take home | Three flavours, packed cold | 9.50 | | vegetarian | scoops
One litre to take home | Three flavours, packed cold | 17.50 | | vegetarian | scoops
== Sundaes
Coupe Dänemark* | Vanilla, hot chocolate, cream | 8.20 | milk eggs | vegetarian gluten_free | sundae
Strawberry cup | Strawberry ice, fresh strawberries, cream | 8.50 | milk | vegetarian gluten_free | sundae
Amarena | Vanilla, sour cherries, cream | 8.20 | milk eggs | vegetarian gluten_free | sundae
Banana split | Banana, vanilla, chocolate sauce | 8.20 | milk eggs | vegetarian gluten_free | sundae
Spaghetti ice* | Vanilla through the press, strawberry sauce | 7.80 | milk eggs | vegetarian gluten_free | sundae
Iced coffee | Vanilla ice, espresso, cream | 6.20 | milk eggs | vegetarian gluten_free
Fruit sorbet cup | Lemon, strawberry, mango | 7.50 | | vegan gluten_free
== Warm
Waffle | With icing sugar | 5.20 | gluten milk eggs | vegetarian | sundae
Crêpe with chocolate | Hazelnut cream | 5.50 | gluten milk eggs nuts | vegetarian
Espresso | Short and strong | 2.60 | | vegan gluten_free
""",
    "bowls": """
== Bowls
Poke salmon* | Raw salmon, edamame, mango, sesame | 14.90 | fish soy sesame | | bowl
Poke tofu* | Marinated tofu, edamame, avocado | 13.20 | soy sesame | vegan | bowl
Buddha bowl | Chickpeas, sweet potato, hummus | 12.90 | sesame | vegan gluten_free | bowl
Falafel bowl | Falafel, beetroot, tahini | 12.50 | sesame gluten | vegan | bowl
Chicken teriyaki bowl | Chicken, broccoli, spring onion | 13.90 | gluten soy sesame | | bowl
Burrito bowl | Black beans, corn, avocado, lime | 12.80 | | vegan gluten_free | bowl heat
== Salads
Caesar salad | Romaine, parmesan, croûtons | 10.90 | gluten eggs milk fish mustard
Goat cheese salad* | Warm cheese, walnuts, honey | 12.20 | milk nuts mustard | vegetarian gluten_free
Quinoa salad | Pomegranate, mint, cucumber | 10.80 | | vegan gluten_free
Greek salad | Feta, olives, tomato | 10.50 | milk | vegetarian gluten_free
== Warm
Red lentil soup | Coconut, lime | 7.20 | celery | vegan gluten_free
Vegetable curry | Chickpeas, spinach, rice | 12.50 | mustard | vegan gluten_free | heat
Veggie lasagne | Lentils, aubergine, oat béchamel | 12.80 | gluten | vegan
== Sweet
Chia pudding | Oat milk, mango | 5.20 | gluten | vegan
Raw energy balls | Dates, cocoa, three pieces | 4.20 | nuts | vegan gluten_free
""",
}
