"""How much may be sent, to whom, and for how much: whoever makes us send must not be able to make
us pay without end."""

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from foodapp.kit import clock
from foodapp.kit.errors import DomainError, TooMany
from foodapp.kit.network import network_of
from foodapp.kit.valkey import valkey
from foodapp.kit.words import t
from foodapp.notifications.texting import numbers, segments
from foodapp.notifications.texting.models import SmsDay
from foodapp.notifications.texting.settings import settings

HOUR_S = 3600
DAY_S = 24 * HOUR_S


class TooManyTexts(TooMany):
    """Of one number, one range of numbers or one network; or the day's money is spent. why: a code
    for us, which whoever asks does not learn."""

    def __init__(self, why: str) -> None:
        DomainError.__init__(self, t("No more text messages for now. Please try again later."))
        self.why = why


def count(
    session: Session, number: str, text: str, *, address: str = "", account: str = ""
) -> None:
    """Take what this message costs out of every limit, or refuse it and take nothing of the money.
    number: E.164. address, account: of whoever asked for it, if anybody did."""
    known = settings()
    windows = [
        ("number_hour", number, known.sms_number_hour, HOUR_S),
        ("number_day", number, known.sms_number_day, DAY_S),
        ("prefix", numbers.prefix(number), known.sms_prefix_hour, HOUR_S),
    ]
    if address:
        windows.append(("address", network_of(address), known.sms_address_hour, HOUR_S))
    if account:
        windows.append(("account", account, known.sms_address_hour, HOUR_S))
    for why, whose, most, seconds in windows:
        if _counted(why, whose, seconds) > most:
            raise TooManyTexts(why)
    if not _spend(session, segments.count(text) * known.sms_part_minor):
        raise TooManyTexts("budget")


def _counted(why: str, whose: str, seconds: int) -> int:
    """With this one. Counted in Valkey; while that is gone nothing is sent that nobody counts."""
    key = f"sms:{why}:{whose}:{int(clock.now().timestamp()) // seconds}"
    with valkey().pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, seconds)
        found, _ = pipe.execute()
    return int(found)


def _spend(session: Session, minor: int) -> bool:
    """Of the day's money, in one statement: two at once cannot both have the last of it."""
    most = settings().sms_day_minor
    if minor > most:
        return False
    new = insert(SmsDay).values(day=clock.now().date(), spent_minor=minor, messages=1)
    more = new.on_conflict_do_update(
        index_elements=["day"],
        set_={
            "spent_minor": col(SmsDay.spent_minor) + minor,
            "messages": col(SmsDay.messages) + 1,
        },
        where=col(SmsDay.spent_minor) + minor <= most,
    )
    return session.scalar(more.returning(col(SmsDay.day))) is not None
