"""What applicants are asked: one table for the forms, the check and the console."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foodapp.accounts.models import Vehicle
from foodapp.applications.models import ApplicationKind
from foodapp.kit.words import Words, t


@dataclass(frozen=True)
class Question:
    key: str
    words: Words  # as a form and the console name it
    step: str
    is_needed: bool = True
    most: int = 120  # characters
    is_document: bool = False
    hint: Words | None = None
    # Of riders: only for these vehicles; empty: for all.
    vehicles: frozenset[str] = frozenset()


MOTORISED = frozenset({Vehicle.SCOOTER.value, Vehicle.CAR.value})
STEPS: Mapping[ApplicationKind, tuple[tuple[str, Words], ...]] = {
    ApplicationKind.RESTAURANT: (
        ("place", t("Where you are")),
        ("food", t("Your food")),
        ("business", t("Your business")),
        ("papers", t("Papers")),
        ("send", t("Check and send")),
    ),
    ApplicationKind.RIDER: (
        ("you", t("About you")),
        ("papers", t("Papers")),
        ("send", t("Check and send")),
    ),
}
QUESTIONS: Mapping[ApplicationKind, tuple[Question, ...]] = {
    ApplicationKind.RESTAURANT: (
        Question("name", t("Name of the restaurant"), "place"),
        Question("street", t("Street and number"), "place"),
        Question("postcode", t("Postcode"), "place", is_needed=False, most=16),
        Question("city", t("Town"), "place", most=80),
        Question("position", t("Place on the map"), "place"),
        Question("cuisines", t("Kind of food"), "food"),
        Question("hours", t("Opening hours"), "food", most=1000),
        Question("phone", t("Phone"), "food", most=40),
        Question("website", t("Website"), "food", is_needed=False, most=300),
        Question("legal_name", t("Name of the business"), "business"),
        Question("register_number", t("Number in the trade register"), "business",
                 is_needed=False, most=60),
        Question("tax_number", t("Tax number"), "business", most=60),
        Question("trade_licence", t("Trade licence or register extract"), "papers",
                 is_document=True),
        Question("hygiene", t("Food hygiene certificate"), "papers", is_needed=False,
                 is_document=True),
    ),
    ApplicationKind.RIDER: (
        Question("phone", t("Phone"), "you", most=40),
        Question("vehicle", t("You ride by"), "you", most=20),
        Question("city", t("Town you would ride in"), "you", most=80),
        Question("of_age", t("You are 18 or older"), "you", most=3),
        Question("tax_number", t("Tax number"), "you", is_needed=False, most=60),
        Question("identity", t("Passport or identity card"), "papers", is_document=True),
        Question("licence", t("Driving licence"), "papers", is_document=True, vehicles=MOTORISED),
        Question("insurance", t("Insurance of your vehicle"), "papers", is_document=True,
                 vehicles=MOTORISED),
    ),
}  # fmt: skip


def asked_of(kind: ApplicationKind, answers: Mapping[str, Any]) -> list[Question]:
    """Of somebody who has answered so far."""
    vehicle = answers.get("vehicle", "")
    return [one for one in QUESTIONS[kind] if not one.vehicles or vehicle in one.vehicles]


def of_step(kind: ApplicationKind, step: str) -> list[Question]:
    return [one for one in QUESTIONS[kind] if one.step == step]


def question(kind: ApplicationKind, key: str) -> Question | None:
    return next((one for one in QUESTIONS[kind] if one.key == key), None)
