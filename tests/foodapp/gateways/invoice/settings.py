"""What an operator sets for invoices."""

from pydantic import Field, SecretStr

from foodapp.kit.settings import Settings

DEMO_INVOICE_KEY = "invoice-demo"


class InvoiceSettings(Settings):
    invoice_key: SecretStr = SecretStr(DEMO_INVOICE_KEY)  # signs what the office tells
    invoice_days: int = Field(14, gt=0)  # so long a customer may take to pay
