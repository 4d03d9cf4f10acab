"""Razorpay's currencies, as it writes and takes them (razorpay.com/docs/payments/payments/
international-payments and .../api/orders, November 2026). Three-decimal amounts end in 0, those of
currencies without decimals are written as they are. The least is one rupee; for what is converted
about a rupee's worth would do, but cards' networks ask for more: we ask for about ten.
"""

from types import MappingProxyType

from foodapp.kit.tender.amounts import Amounts
from foodapp.kit.worth import about, listed

CURRENCIES = listed(
    """
AED ALL AMD ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BZD CAD CHF CLP
CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD GBP GHS GIP GMD GNF GTQ GYD HKD HNL HTG
HUF IDR ILS INR IQD ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LKR LRD LSL MAD MDL MGA
MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PEN PGK PHP PKR PLN PYG QAR
RON RSD RUB RWF SAR SCR SEK SGD SLL SOS SSP SVC SZL THB TND TRY TTD TWD TZS UAH UGX USD UYU UZS
VND VUV XAF XOF XPF YER ZAR ZMW
    """
)
NO_DECIMALS = frozenset(listed("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"))
THREE_DECIMALS = frozenset(listed("BHD IQD JOD KWD OMR TND"))
LEAST_RUPEES = 100
CONVERTED_EURO_CENTS = 10
MAX = 50_000_000  # of an account that has not asked for more: five lakh rupees
MAX_CONVERTED_EURO_CENTS = 500_000


def _of(currency: str) -> Amounts:
    exponent = 0 if currency in NO_DECIMALS else 3 if currency in THREE_DECIMALS else 2
    step = 10 if currency in THREE_DECIMALS else 1
    if currency == "INR":
        return Amounts(currency, exponent, least=LEAST_RUPEES, most=MAX)
    plain = Amounts(currency, exponent, least=step, most=MAX, step=step)
    least, most = (
        plain.told(plain.nearest(about(cents, currency)))
        for cents in (CONVERTED_EURO_CENTS, MAX_CONVERTED_EURO_CENTS)
    )
    return Amounts(currency, exponent, least=max(least, step), most=most, step=step)


BY_CURRENCY = MappingProxyType({currency: _of(currency) for currency in CURRENCIES})
