"""What a dish says it does not contain, in its own words."""

import pytest

from foodapp.pictures.denials import denied


def shows(text, **declared):
    return denied(text, **({"diets": (), "free_of": ()} | declared)).shows


@pytest.mark.parametrize(
    ("said", "thing"),
    [
        ("Ramen without egg", "egg"),
        ("Ramen, no egg", "eggs"),
        ("Eggless cake", "egg"),
        ("Egg-free noodles", "eggs"),
        ("Marinara. No cheese, no regrets.", "mozzarella"),
        ("Pizza ohne Käse", "mozzarella"),
        ("Käsefreie Pizza", "cheddar"),
        ("Pizza sans fromage ni jambon", "ham"),
        ("Pizza senza mozzarella", "mozzarella"),
        ("Chili sin carne", "meat"),
        ("Hambúrguer sem queijo", "cheddar"),
        ("Broodje zonder kaas", "cheese"),
        ("Peynirsiz pide", "feta"),
        ("بيتزا بدون جبن", "mozzarella"),
        ("خالي من الجلوتين", "gluten"),
        ("free from nuts and sesame", "sesame"),
        ("Dairy-free ice cream", "dairy"),
        ("Nut free brownie", "nuts"),
        ("Glutenfreie Pizza", "gluten"),
        ("Fleischlos", "meat"),
        ("Alkoholfreies Bier", "alcohol"),
        ("Vegan pho", "egg"),
        ("Plant-based burger", "meat"),
        ("Veganer Döner", "meat"),
        ("Bol végétalien", "dairy"),
        ("Pizza vegetariana", "meat"),
        ("Vegetarisches Schnitzel", "pork"),
        ("Veggie box", "fish"),
        ("Halal burger", "pork"),
    ],
)
def test_what_is_said_not_to_be_in_it_is_denied(said, thing):
    assert thing in shows(said)


@pytest.mark.parametrize(
    "said",
    ["Spaghetti bolognese", "Free-range chicken", "Egg fried rice", "Fearless wings", "Wireless",
     "No. 7 with ham", "Mixed grill", "", "🍕", "ohne", "x" * 5_000, "a" + "\u0301" * 900],
)  # fmt: skip
def test_what_is_not_a_denial_denies_nothing(said):
    assert not shows(said)


def test_only_what_is_joined_to_a_denial_is_denied():
    assert "egg" not in shows("Without onion. Fried egg on top")
    assert "egg" not in shows("Without onion, with egg")
    assert {"onion", "garlic"} <= shows("Without onion or garlic")


def test_what_is_declared_counts_as_what_is_said():
    assert "egg" in shows("Ramen", free_of=["eggs"])
    assert "dairy" in shows("Curry", free_of=["milk"])
    assert "honey" in shows("Granola", diets=["vegan"])
    assert "pork" in shows("Pizza", diets=["halal"])


def test_milk_without_lactose_is_milk_and_may_be_shown():
    assert "dairy" in shows("Cappuccino", diets=["lactose_free"])
    assert "dairy" not in shows("Cappuccino", diets=["lactose_free"], contains=["milk"])
