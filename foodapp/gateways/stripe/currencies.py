"""Stripe's currencies, as it writes and takes them (docs.stripe.com/currencies, November 2026):
presentment currencies, zero- and three-decimal ones, special cases, least and greatest charges.

The least charge depends on the currency in which Stripe pays the platform out, after conversion. A
currency that Stripe pays out in counts as paid out in itself; any other is converted, so about two
of the dearest listed leasts (EUR 0.50) are asked for, which leaves room for the rate.
"""

from types import MappingProxyType

from foodapp.kit.tender.amounts import Amounts
from foodapp.kit.worth import about, listed

CURRENCIES = listed(
    """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP BYN BZD
CAD CDF CHF CLP CNY COP CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ
GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD
LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK
PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD STD SZL THB TJS TND TOP
TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW
    """
)
NO_DECIMALS = frozenset(listed("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF"))
THREE_DECIMALS = frozenset(listed("BHD JOD KWD OMR TND"))  # the last digit has to be 0
# Without decimals, but written with two, for the sake of old programs: multiples of 100.
WRITTEN_WITH_TWO = frozenset({"ISK", "UGX"})
# Charged with decimals, paid out without.
PAID_OUT_WHOLE = frozenset({"HUF", "TWD"})
# In Stripe's integers, by the currency of the charge.
LEAST = MappingProxyType(
    {
        "AED": 200, "AUD": 50, "BGN": 100, "BRL": 50, "CAD": 50, "CHF": 50, "CZK": 1500,
        "DKK": 250, "EUR": 50, "GBP": 30, "HKD": 400, "HUF": 17500, "INR": 50, "JPY": 50,
        "MXN": 1000, "MYR": 200, "NOK": 300, "NZD": 50, "PLN": 200, "RON": 200, "SEK": 300,
        "SGD": 50, "THB": 1000, "USD": 50,
    }
)  # fmt: skip
CONVERTED_EURO_CENTS = 100
MAX, MAX_RUPIAH = 99_999_999, 999_999_999_999  # eight digits; twelve of IDR


def _of(currency: str) -> Amounts:
    exponent = 0 if currency in NO_DECIMALS else 3 if currency in THREE_DECIMALS else 2
    step = 100 if currency in WRITTEN_WITH_TWO else 10 if currency in THREE_DECIMALS else 1
    most = MAX_RUPIAH if currency == "IDR" else MAX
    plain = Amounts(currency, exponent, least=step, most=most, step=step)
    least = LEAST.get(currency) or plain.told(plain.nearest(about(CONVERTED_EURO_CENTS, currency)))
    return Amounts(currency, exponent, least=least, most=most, step=step)


BY_CURRENCY = MappingProxyType({currency: _of(currency) for currency in CURRENCIES})
