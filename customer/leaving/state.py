from urllib.parse import urlencode

import reflex as rx

from customer.state import CustomerState
from foodapp.kit.errors import DomainError, NotSignedIn
from foodapp.kit.words import say
from foodapp.privacy import closing
from foodapp.ui.guard import Next, handler
from foodapp.views.customer.own_data import OwnData, own_data


class Leaving(CustomerState, rx.State):
    """The page of the link that confirms a deletion. To open it changes nothing."""

    shown: OwnData = OwnData()
    token: str = ""
    loaded: bool = False
    error: str = ""

    @handler(rate="30/m")
    async def load(self) -> Next:
        self.error = ""
        self.token = str(self.router.url.query_parameters.get("token", ""))[:100]
        try:
            self.shown = await self._read(own_data)
        except NotSignedIn:  # and back here, with the link's token
            here = f"{closing.PAGE}?{urlencode({'token': self.token})}"
            return rx.redirect(f"/sign-in?{urlencode({'next': here})}")
        self.loaded = True
        return None

    @handler(rate="10/m")
    async def confirm(self) -> None:
        self.error = ""
        try:
            await self._do(closing.confirm, token=self.token)
        except DomainError as refusal:
            self.error = say(refusal.words)
        self.shown = await self._read(own_data)
