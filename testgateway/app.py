"""The gateway as one ASGI program."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from testgateway import api, control, pages, planted
from testgateway.books import Books
from testgateway.config import gateway_settings
from testgateway.razorpay import api as razorpay_api
from testgateway.razorpay import pages as razorpay_pages
from testgateway.texting import calls, manners, network
from testgateway.texting import page as texts_page
from testgateway.webhooks import Postman


@asynccontextmanager
async def open_books(app: Starlette) -> AsyncIterator[None]:
    folder = gateway_settings().folder
    app.state.books = Books(folder, gateway_settings().seed)
    app.state.busy_keys = set()
    postman = Postman(folder)
    postman.start()
    yield
    postman.stop()
    app.state.books.close()


async def health(request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


app = Starlette(
    routes=[
        Route("/health", health),
        *pages.ROUTES,
        *control.ROUTES,
        *planted.ROUTES,
        *manners.ROUTES,
        *network.ROUTES,
        *calls.ROUTES,
        *texts_page.ROUTES,
        *razorpay_pages.ROUTES,
        *razorpay_api.ROUTES,
        Route("/v1/{path:path}", api.call, methods=["GET", "POST", "DELETE"]),
    ],
    lifespan=open_books,
)
