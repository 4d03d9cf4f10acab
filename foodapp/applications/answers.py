"""One answer, checked and tidied as the same fact is elsewhere on the platform."""

from collections.abc import Callable, Mapping
from typing import Any

from foodapp.accounts import people
from foodapp.accounts.models import Vehicle
from foodapp.applications.models import Application
from foodapp.applications.questions import Question
from foodapp.kit import phones, wording
from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.restaurants import hours_text, profile
from foodapp.restaurants.regions import calendar, country_at, region_at

YES = "yes"


def checked(application: Application, asked: Question, typed: Any) -> Any:
    """Empty is always fine in a draft: what is needed is asked for when it is sent."""
    if isinstance(typed, list):
        return profile.cuisines_of([str(one) for one in typed])
    text = wording.line(str(typed or ""), asked.words, most=asked.most)
    special = SPECIAL.get(asked.key)
    return special(application, text) if special and text else text


def _phone(application: Application, text: str) -> str:
    number = phones.read(text, _country(application))
    if not number:
        raise people.NotAPhone
    return number


def _country(application: Application) -> str:
    if application.lat is None or application.lng is None:
        return settings().country
    return country_at(application.lat, application.lng)


def _hours(application: Application, text: str) -> str:
    if application.lat is None or application.lng is None:
        raise DomainError(t("Please say first where you are: public holidays depend on it."))
    return hours_text.checked(text, calendar(region_at(application.lat, application.lng)))


def _vehicle(application: Application, text: str) -> str:
    if text not in set(Vehicle):
        raise DomainError(t("Please choose what you ride by from the list."))
    return text


def _yes(application: Application, text: str) -> str:
    return YES if text == YES else ""


SPECIAL: Mapping[str, Callable[[Application, str], str]] = {
    "phone": _phone,
    "hours": _hours,
    "website": lambda _, text: profile.website_of(text),
    "vehicle": _vehicle,
    "of_age": _yes,
}
