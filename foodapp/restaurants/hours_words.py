"""Opening hours in a few words, in the reader's language and clock."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime, format_time

if TYPE_CHECKING:
    from foodapp.restaurants.hours import Hours

# open until, always open, opens, closed
PHRASES = {
    "en": ("Open until {}", "Always open", "Opens {}", "Closed"),
    "de": ("Offen bis {}", "Immer offen", "Öffnet {}", "Geschlossen"),
    "fr": ("Ouvert jusqu’à {}", "Toujours ouvert", "Ouvre {}", "Fermé"),
    "es": ("Abierto hasta {}", "Siempre abierto", "Abre {}", "Cerrado"),
    "it": ("Aperto fino alle {}", "Sempre aperto", "Apre {}", "Chiuso"),
}


def words(hours: "Hours", at: datetime, locale: str = "en") -> str:
    """English on a 24-hour clock unless the locale says otherwise (en_US: 10:00 PM)."""
    chosen = _locale(locale)
    until, always, opens, closed = PHRASES[chosen.language]
    if hours.is_open(at):
        closes_at = hours.closes_at(at)
        return until.format(_clock(closes_at, hours, chosen)) if closes_at else always
    opens_at = hours.opens_next(at)
    return opens.format(_moment(opens_at, at, hours, chosen)) if opens_at else closed


def _locale(name: str) -> Locale:
    try:
        locale = Locale.parse(name.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        locale = Locale("en", "GB")
    if locale.language not in PHRASES or (locale.language == "en" and not locale.territory):
        return Locale("en", "GB")
    return locale


def _clock(moment: datetime, hours: "Hours", locale: Locale) -> str:
    return format_time(moment.astimezone(hours.zone).time(), "short", locale=locale)


def _moment(moment: datetime, at: datetime, hours: "Hours", locale: Locale) -> str:
    """11:00 today, Tue 11:00 within a week, 24 Dec 11:00 later."""
    local, today = moment.astimezone(hours.zone), at.astimezone(hours.zone)
    if local.date() == today.date():
        return _clock(moment, hours, locale)
    pattern = "EEE" if local.date() - today.date() < timedelta(days=7) else "d MMM"
    return f"{format_datetime(local, pattern, locale=locale)} {_clock(moment, hours, locale)}"
