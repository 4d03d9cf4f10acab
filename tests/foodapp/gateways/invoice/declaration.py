"""Invoices: the customer's word counts as a hold, and the money comes when it comes."""

from foodapp.gateways.declaring import Declared, Traits
from foodapp.gateways.protocol import Gateway
from foodapp.kit.settings import declared
from foodapp.kit.tender.amounts import Amounts
from tests.foodapp.gateways.invoice.settings import InvoiceSettings

MAX = 1_000_000  # nobody is trusted with more


def _open() -> Gateway:
    from tests.foodapp.gateways.invoice.gateway import InvoiceGateway

    chosen = declared(InvoiceSettings)
    return InvoiceGateway(chosen.invoice_key.get_secret_value(), days=chosen.invoice_days)


INVOICE = Declared(
    name="invoice",
    label="Invoice",
    traits=Traits(
        captures_part=True,
        voids=True,
        saves_cards=False,
        amounts={code: Amounts(code, exponent=2, least=1, most=MAX) for code in ("CHF", "EUR")},
    ),
    open=_open,
    settings=InvoiceSettings,
    needs=("invoice_key",),
)
