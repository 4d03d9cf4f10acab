import reflex as rx

from customer.state import CustomerState
from foodapp.kit.errors import DomainError
from foodapp.kit.money import Money
from foodapp.kit.words import say, t
from foodapp.payments.giftcards import redeeming
from foodapp.ui import live
from foodapp.ui.args import Form
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.customer import credit as credit_view
from foodapp.views.customer.credit import Credit


class CreditScreen(CustomerState, rx.State):
    """What I can still spend here, and where it came from."""

    credit: Credit = Credit()
    loaded: bool = False
    refused: str = ""  # why a code was not taken
    form_key: int = 0  # another one empties the form

    @handler()
    async def load(self) -> None:
        self.refused = ""
        live.watch(self)
        await self._reload()

    @handler(rate="20/m")
    async def redeem(self, form: Form) -> None:
        self.refused = ""
        code = str(form.get("code") or "")[:100]
        try:
            card = await self._do(redeeming.redeem, code=code)
        except DomainError as refusal:
            self.refused = say(refusal.words)
            return
        self.form_key += 1
        await self._reload()
        yours = t("{amount} is yours to spend.", amount=Money(card.amount_minor, card.currency))
        await notify(self, say(yours))

    async def _reload(self) -> None:
        self.credit = await self._read(credit_view.mine)
        self.loaded = True
