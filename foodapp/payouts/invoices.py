"""What the platform invoices a restaurant for: its commission of a month. Rows are never changed
(the database refuses it): an invoice is cancelled by a credit note."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum


class InvoiceKind(StrEnum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"  # takes an invoice back, or pays back a month of corrections


class Invoice(SQLModel, table=True):
    __tablename__ = "invoices"
    __table_args__ = (
        UniqueConstraint("series", "place", name="invoice_number"),
        CheckConstraint("place > 0", name="invoice_place"),
        Index(
            "ux_invoices_month",
            "restaurant_id",
            "currency",
            "month",
            "issue",
            unique=True,
            postgresql_where=text("cancels_id IS NULL"),
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    series: str = Field(max_length=8)  # the year in which it was written
    place: int  # in its series: 1, 2, 3, ... without a hole
    kind: InvoiceKind = Field(sa_type=text_enum(InvoiceKind))
    cancels_id: UUID | None = Field(default=None, foreign_key="invoices.id", unique=True)
    restaurant_id: UUID = Field(foreign_key="restaurants.id", index=True)
    month: date  # its first day
    issue: int = 1  # of this month: higher after the one before was cancelled
    written_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    reason: str = Field(default="", max_length=200)
    currency: str = Field(max_length=3)
    orders: int
    sales_minor: int = Field(sa_type=BigInteger)  # the restaurant's food, tax included
    commission_minor: int = Field(sa_type=BigInteger)  # below zero on a credit note
    tax_minor: int = Field(sa_type=BigInteger)
    tax_bps: int
    tax_millionths: int | None = None  # at the end of the month, exactly; None: an old invoice
    # As they were when it was written:
    seller: str = Field(max_length=400)
    seller_tax_number: str = Field(default="", max_length=60)
    buyer: str = Field(max_length=400)

    @property
    def number(self) -> str:
        return f"{self.series}-{self.place:06}"

    @property
    def total_minor(self) -> int:
        return self.commission_minor + self.tax_minor


class InvoiceCounter(SQLModel, table=True):
    """The last place given in a series. Whoever writes an invoice holds the row until it is
    written, or nothing was: so no number is lost."""

    __tablename__ = "invoice_counters"

    series: str = Field(primary_key=True, max_length=8)
    last: int = 0
