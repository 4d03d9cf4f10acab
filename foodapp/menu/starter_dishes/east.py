# ruff: noqa: E501 - one line a dish
"""Indian, Thai, from the wok, Japanese."""

FAMILIES = {
    "indian": """
== Starters
Vegetable samosas* | Two, with tamarind chutney | 5.90 | gluten mustard | vegan
Onion bhaji | Crisp onion, chickpea flour | 5.50 | mustard | vegan gluten_free
Chicken pakora | With mint yoghurt | 7.20 | milk mustard | halal
Dal soup | Yellow lentils, cumin | 5.50 | | vegan gluten_free
== Curries
Butter chicken* | Tomato, butter, fenugreek | 15.90 | milk nuts | halal gluten_free | rice heat
Chicken tikka masala* | From the tandoor, in spiced tomato cream | 16.20 | milk nuts | halal gluten_free | rice heat
Lamb rogan josh | Slowly cooked, Kashmiri chilli | 18.50 | milk | halal gluten_free | rice heat
Beef vindaloo | Vinegar, garlic, fire | 17.90 | mustard | gluten_free | rice heat
Palak paneer* | Spinach, fresh cheese | 14.50 | milk | vegetarian gluten_free | rice heat
Chana masala | Chickpeas, tomato, ginger | 13.20 | | vegan gluten_free | rice heat
Dal makhani | Black lentils, butter, cream | 13.50 | milk | vegetarian gluten_free | rice heat
Prawn curry | Coconut, curry leaves | 18.90 | crustaceans mustard | gluten_free | rice heat
== Rice and bread
Chicken biryani | Basmati, saffron, raita | 16.50 | milk nuts | halal gluten_free | heat
Vegetable biryani | Basmati, peas, cashews | 14.20 | nuts | vegan gluten_free | heat
Garlic naan* | From the tandoor | 3.50 | gluten milk | vegetarian
== Sweet
Mango lassi | Yoghurt, mango | 4.20 | milk | vegetarian gluten_free
Gulab jamun | Two, warm, rose syrup | 4.80 | milk gluten | vegetarian
""",
    "thai": """
== Starters
Spring rolls | Four, sweet chilli | 6.20 | gluten soy | vegan
Chicken satay* | Four skewers, peanut sauce | 8.20 | peanuts soy fish
Tom kha soup | Coconut, galangal, lime leaf | 7.20 | fish | gluten_free | protein heat
Tom yum soup | Hot and sour, lemongrass | 7.20 | fish crustaceans | gluten_free | protein heat
Papaya salad | Green papaya, lime, peanuts | 8.90 | peanuts fish | gluten_free | heat
== Curries
Green curry* | Coconut, Thai basil, bamboo | 13.50 | fish crustaceans | gluten_free | protein heat
Red curry* | Coconut, peppers, lychee | 13.50 | fish crustaceans | gluten_free | protein heat
Massaman curry | Potato, peanuts, cinnamon | 14.20 | peanuts fish | gluten_free | protein heat
Panang curry | Thick, lime leaf | 13.90 | fish crustaceans peanuts | gluten_free | protein heat
== From the wok
Pad thai* | Rice noodles, egg, tamarind, peanuts | 13.20 | eggs peanuts fish soy | | protein heat
Pad kra pao | Holy basil, chilli, fried egg | 13.50 | eggs soy fish gluten | | protein heat
Cashew stir-fry | Cashews, onion, dried chilli | 13.50 | nuts soy gluten | | protein heat
Fried rice | Egg, vegetables | 11.90 | eggs soy gluten | | protein
== Sweet
Mango sticky rice | Coconut cream | 6.90 | sesame | vegan gluten_free
Banana fritters | Honey, sesame | 5.50 | gluten sesame | vegetarian
""",
    "asian": """
== Starters
Spring rolls* | Four, sweet chilli | 5.90 | gluten soy | vegan
Summer rolls | Two, rice paper, herbs, peanut dip | 6.50 | peanuts soy | vegan gluten_free
Steamed dumplings* | Six, pork and chives | 7.50 | gluten soy sesame
Hot and sour soup | Tofu, bamboo, egg | 5.90 | eggs soy gluten | vegetarian
== Noodles
Fried noodles* | Egg noodles, vegetables, soy | 11.50 | gluten eggs soy | | protein heat
Pho | Rice noodles, star anise broth, herbs | 13.50 | fish soy | | protein
Bun bo | Rice noodles, lemongrass beef, herbs | 14.20 | fish peanuts soy
Dan dan noodles | Minced pork, chilli oil, sesame | 12.90 | gluten soy sesame peanuts | | heat
== From the wok
Sweet and sour chicken* | Pineapple, peppers, rice | 13.50 | gluten soy eggs
Kung pao | Peanuts, dried chilli, rice | 13.20 | peanuts soy gluten | | protein heat
Crispy duck | Half duck, hoisin, rice | 18.90 | gluten soy sesame
Mapo tofu | Silken tofu, chilli bean paste, rice | 12.20 | soy gluten | vegan | heat
Egg fried rice | Peas, spring onion | 9.90 | eggs soy gluten | vegetarian | protein
Bibimbap | Rice, vegetables, egg, gochujang | 14.20 | eggs soy sesame gluten | | protein
== Sweet
Lychees | Chilled | 4.20 | | vegan gluten_free
""",
    "sushi": """
== Starters
Edamame | Sea salt | 5.20 | soy | vegan gluten_free
Miso soup | Tofu, wakame | 4.20 | soy fish
Gyoza* | Six, chicken and cabbage | 7.50 | gluten soy sesame
Wakame salad | Sesame, rice vinegar | 5.90 | sesame soy | vegan
== Sushi
Salmon nigiri | Two | 5.50 | fish | | sushi
Tuna nigiri | Two | 6.20 | fish | | sushi
Salmon avocado roll* | Eight pieces | 9.80 | fish sesame | | sushi
California roll* | Eight: surimi, avocado, tobiko | 9.50 | fish crustaceans eggs gluten sesame | | sushi
Spicy tuna roll | Eight pieces | 10.80 | fish eggs sesame | | sushi heat
Avocado cucumber roll | Eight pieces | 7.90 | sesame | vegan | sushi
Chef's box* | Eighteen pieces, as the day's fish allows | 22.50 | fish crustaceans soy sesame | | sushi
Veggie box | Sixteen pieces | 17.50 | soy sesame | vegan | sushi
== Warm
Shoyu ramen* | Wheat noodles, soy broth, egg, pork | 15.20 | gluten eggs soy
Miso ramen | Corn, tofu, spring onion | 14.50 | gluten soy sesame | vegan
Chicken katsu curry | Crisp chicken, Japanese curry, rice | 15.50 | gluten eggs soy celery
Salmon teriyaki | Rice, sesame vegetables | 18.50 | fish soy gluten sesame
== Sweet
Mochi | Two: matcha and mango | 5.50 | milk | vegetarian gluten_free
""",
}
