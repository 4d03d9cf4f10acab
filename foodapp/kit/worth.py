"""How much money is much, in any currency: one table behind every limit on an amount.

MAGNITUDE says about how many units of a currency a euro is worth, to 1, 2 or 5 with zeros: not an
exchange rate, and nothing is ever converted by it. Rates of November 2026; one that has fallen to a
fifth of its worth wants another line here. A limit is written once, in euro cents.
"""

from decimal import Decimal
from types import MappingProxyType

from babel.numbers import get_currency_precision

from foodapp.kit.money import rounded

_LINES = """
0.5     BHD KWD OMR
1       BMD BSD CHF EUR FKP GBP GIP JOD KYD PAB SHP USD
2       ANG AUD AWG AZN BAM BBD BGN BND BZD CAD FJD GEL NZD SGD TOP XCD XCG
5       AED BRL BYN ILS LYD MYR PEN PGK PLN QAR RON SAR TMT TND WST
10      BOB CNY DKK GHS GTQ HKD MAD MOP NOK SBD SEK SVC TJS TTD
20      BWP CUP CZK ERN HNL LSL MDL MVR MXN NAD SCR SLE STN SZL ZAR ZMW ZWG
50      EGP MKD MRU MUR NIO PHP SRD THB TRY TWD UAH UYU
100     AFN ALL BDT BTN CVE DOP GMD INR KGS MZN RSD RUB VUV XPF
200     DJF DZD ETB GYD HTG ISK JMD JPY KES LRD NPR VED VES YER
500     AMD CRC HUF KMF KZT LKR PKR SDG SOS XAF XOF
1000    AOA CLP KPW
2000    ARS CDF IQD KRW MMK MWK NGN RWF TZS
5000    BIF COP KHR MGA MNT SSP UGX
10000   GNF PYG SYP UZS
20000   IDR LAK SLL STD VND
50000   IRR
100000  LBP
"""


def listed(codes: str) -> list[str]:
    """Currencies as one reads them in a row."""
    return codes.split()


def _tenths() -> dict[str, int]:
    """Currency -> ten times its magnitude, which is whole."""
    table: dict[str, int] = {}
    for line in _LINES.strip().splitlines():
        units, *currencies = line.split()
        table |= dict.fromkeys(currencies, int(Decimal(units) * 10))
    return table


MAGNITUDE = MappingProxyType(_tenths())  # in tenths


def knows(currency: str) -> bool:
    return currency in MAGNITUDE


def about(euro_cents: int, currency: str) -> int:
    """Minor units of the currency that are about as much. One that the table does not have (no
    country pays with it) counts like the euro."""
    digits = get_currency_precision(currency)
    return rounded(euro_cents * MAGNITUDE.get(currency, 10) * 10**digits, 1000)


def like(minor: int, of: str, currency: str) -> int:
    """What was set in one currency, in another: about the same worth."""
    if of == currency:
        return minor
    one = about(100, of)
    return rounded(minor * about(100, currency), one)
