"""Pictures of dishes until there is a photo: what `Item.emoji` and `Restaurant.emoji` may hold.

The pictures are those of the npm package @lobehub/fluent-emoji-3d (MIT), `assets/<name>.webp`,
where the name is the emoji's code points in lower-case hex joined by "-", the variation selector
FE0F included.
"""

PICTURES: dict[str, str] = {
    "avocado": "🥑", "bacon": "🥓", "bagel": "🥯", "baguette": "🥖", "banana": "🍌",
    "beans": "🫘", "beer": "🍺", "bell_pepper": "🫑", "bento": "🍱", "birthday_cake": "🎂",
    "bowl": "🥣", "bread": "🍞", "broccoli": "🥦", "bubble_tea": "🧋", "burger": "🍔",
    "burrito": "🌯", "butter": "🧈", "cake": "🍰", "canned_food": "🥫", "carrot": "🥕",
    "cheese": "🧀", "chestnut": "🌰", "chicken": "🍗", "chocolate": "🍫", "coconut": "🥥",
    "coffee": "☕", "cookie": "🍪", "corn": "🌽", "croissant": "🥐", "cucumber": "🥒",
    "cup": "🥤", "cupcake": "🧁", "curry": "🍛", "custard": "🍮", "dango": "🍡",
    "doughnut": "🍩", "dumpling": "🥟", "egg": "🥚", "eggplant": "🍆", "falafel": "🧆",
    "fish": "🐟", "fishcake": "🍥", "flatbread": "🫓", "fondue": "🫕", "fried_egg": "🍳",
    "fried_shrimp": "🍤", "fries": "🍟", "garlic": "🧄", "herb": "🌿", "honey": "🍯",
    "hot_dog": "🌭", "hot_pepper": "🌶️", "ice_cream": "🍨", "juice": "🧃", "leafy_green": "🥬",
    "lemon": "🍋", "lobster": "🦞", "mango": "🥭", "mate": "🧉", "meat": "🥩",
    "meat_on_bone": "🍖", "milk": "🥛", "mushroom": "🍄", "noodles": "🍜", "nuts": "🥜",
    "oden": "🍢", "olive": "🫒", "onion": "🧅", "oyster": "🦪", "paella": "🥘",
    "pancakes": "🥞", "peach": "🍑", "pie": "🥧", "pizza": "🍕", "pot": "🍲",
    "potato": "🥔", "pretzel": "🥨", "red_apple": "🍎", "rice": "🍚", "rice_ball": "🍙",
    "rice_cracker": "🍘", "salad": "🥗", "sandwich": "🥪", "shaved_ice": "🍧", "shrimp": "🦐",
    "soft_ice": "🍦", "spaghetti": "🍝", "squid": "🦑", "strawberry": "🍓",
    "stuffed_flatbread": "🥙",
    "sushi": "🍣", "sweet_potato": "🍠", "taco": "🌮", "takeaway_box": "🥡", "tamale": "🫔",
    "tea": "🍵", "teapot": "🫖", "tomato": "🍅", "tropical_drink": "🍹", "waffle": "🧇",
    "wine": "🍷", "beers": "🍻", "cherries": "🍒", "chopsticks": "🥢", "droplet": "💧",
    "duck": "🦆", "leaves": "🍃", "melon": "🍈", "pineapple": "🍍", "plate": "🍽️",
}  # fmt: skip


def file_of(picture: str) -> str:
    """The file in the package's assets/ for a key above, or for an emoji itself: "pizza" and "🍕"
    both give "1f355.webp"."""
    emoji = PICTURES.get(picture, picture)
    return "-".join(f"{ord(letter):x}" for letter in emoji) + ".webp"
