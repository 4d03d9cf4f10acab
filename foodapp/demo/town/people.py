"""Who lives here. Phone numbers come from the ranges Germany's regulator keeps for films, so that
none of them rings (Bundesnetzagentur, "Drama-Nummern")."""

from random import Random

MAIL = "talbruck.example"  # a name that RFC 2606 reserves: no mail can reach it

CUSTOMERS = (
    "Amara Nwosu", "Lukas Brunner", "Priya Raman", "Tomasz Zielinski", "Chiara Conti",
    "Noah Fischer", "Yara Haddad", "Emil Sorensen", "Mei Lin", "Jakub Novak",
    "Sofia Almeida", "David Cohen", "Aylin Kaya", "Hugo Lambert", "Ines Moreau",
    "Finn O'Brien", "Fatima Zahra", "Leo Steiner", "Anouk Visser", "Kwame Mensah",
    "Elena Popescu", "Mateo Vargas", "Greta Hofmann", "Omar Farouk", "Ida Nilsson",
    "Ravi Shankar", "Clara Meier", "Dmitri Volkov", "Nina Horvat", "Samuel Addo",
    "Hannah Vogel", "Paolo Ricci", "Zeynep Arslan", "Oskar Lind", "Thuy Nguyen",
    "Marta Kowalska", "Jonas Weber", "Leila Rahimi", "Ben Carter", "Alma Duarte",
    "Viktor Szabo", "Rosalie Keller", "Kofi Boateng", "Marlene Kunz", "Andrei Ionescu",
    "Sara Lopez", "Tim Baumann", "Hiro Tanaka", "Eva Schmid", "Idris Bello",
    "Lotte de Vries", "Marco Frick", "Nadja Petrovic", "Callum Reid", "Bianca Rossi",
    "Elias Ritter", "Wren Hughes", "Dara Singh", "Milo Jansen", "Joana Pereira",
)  # fmt: skip

RIDERS = (
    ("Tariq Aziz", "bicycle"), ("Lena Wolf", "bicycle"), ("Joao Silva", "scooter"),
    ("Katya Morozova", "bicycle"), ("Ben Osei", "scooter"), ("Sina Graf", "bicycle"),
    ("Pavel Dvorak", "bicycle"), ("Malik Diallo", "car"),
)  # fmt: skip

COOKS = (
    "Tito Ferri", "Mina Park", "Diego Luna", "Elif Demir", "Moritz Haas", "An Pham",
    "Kavya Iyer", "Ray Brooks", "Sami Khoury", "Yuki Abe", "Resi Gruber", "Tom Ashby",
)  # fmt: skip

SUPPORT = (("Selma Beck", "operations"), ("Jorge Ruiz", "support"), ("Vera Lang", "viewer"))

DOOR_NOTES = (
    "", "", "", "2nd floor, the bell is shy: knock.", "Blue door round the back.",
    "Please mind the cat.", "Ring once, the baby sleeps.", "Third floor, no lift. Sorry!",
    "Leave the bike by the fountain.", "The name on the bell is my landlady's.",
)  # fmt: skip


def email(name: str) -> str:
    plain = name.lower().replace("'", "").replace(" ", ".")
    return f"{plain}@{MAIL}"


def phone(dice: Random) -> str:
    return f"+491713920{dice.randint(0, 99):03}"
