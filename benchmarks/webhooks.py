"""A gateway that talks a lot, over HTTP: signed messages verified, stored and carried out, answered
once that is committed. Each of its connections waits for an answer before it sends again."""

import json
import random
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import stripe
from sqlmodel import col, insert, select

from benchmarks import bare, cpu
from benchmarks.crowd import PROCESSES, WARM_UP, Load, together
from benchmarks.figures import Figure, cpu_ms, goal, spread_ms, times
from foodapp.gateways.stripe.settings import DEMO_WEBHOOK_SECRET
from foodapp.kit.db import transaction
from foodapp.kit.settings import settings
from foodapp.orders.models import Order, OrderStatus
from foodapp.payments.models import Payment

Signed = tuple[bytes, str]  # body, signature
PAYMENTS = 2_000
QUIET = 40_000
CONNECTIONS = 4  # of each process that sends
GOAL = 1_000  # a second, on two cores


@dataclass(frozen=True)
class Share:
    """What one of the gateway's connections has to tell, and where."""

    url: str
    told: list[Signed]


def measure(url: str, web: str, web_pid: int) -> list[Figure]:
    """web: where the platform answers, by the program of web_pid. Works on the orders that
    `placing` has left unpaid."""
    payments = open_payments(PAYMENTS)
    base = bare.commits_a_second(url, PROCESSES)
    told = [one for payment in payments for one in of_one_payment(payment)]
    random.Random(4).shuffle(told)
    began = cpu.used_s(web_pid)
    lively = together(send_all, shares(web, told))
    between = cpu.used_s(web_pid)
    quiet = together(send_all, shares(web, nothing_new(QUIET)))
    ended = cpu.used_s(web_pid)
    return [
        figure(
            "webhooks with their effects",
            lively,
            base,
            "six messages a payment, shuffled: a hold that places its order, its page, two of them "
            "again, two of kinds that we do not act on",
            between - began,
        ),
        figure(
            "webhooks that tell nothing new",
            quiet,
            base,
            "kinds that we do not act on, each sent twice",
            ended - between,
        ),
    ]


def figure(what: str, load: Load, base: float, mix: str, spent_s: float) -> Figure:
    return Figure(
        what,
        f"{load.a_second:.0f} a second; {spread_ms(load.waits)} (p50 / p99)",
        f"{PROCESSES * CONNECTIONS} connections, each waiting for its answer; through HTTP, "
        f"{settings().web_workers} web workers, signature, parsing and the transaction of the "
        f"effect; {mix}; CPU of the web's processes; the senders, on the same cores, took "
        f"{load.cpu_ms:.2f} ms each",
        f"{goal(load.a_second, GOAL, 'a second')}; {base:.0f} one-row commits a second "
        f"({times(base, load.a_second)} as many)",
        cpu_ms(spent_s, len(load.waits) + WARM_UP * PROCESSES),
    )


def send_all(share: Share) -> Iterator[float | None]:
    """Bytes and sockets: what the sender needs is not what we measure."""
    lines = [Line(share.url) for _ in range(CONNECTIONS)]
    for n, (body, signature) in enumerate(share.told):
        line = lines[n % CONNECTIONS]
        took = line.hear() if line.waits_for else None
        line.tell(body, signature)
        yield took
    for line in lines:
        if line.waits_for:
            line.hear()
        line.close()


class Line:
    """One connection, which waits for an answer before it tells more."""

    def __init__(self, url: str) -> None:
        self.at = urlsplit(url)
        self.waits_for = b""
        self._since = 0.0
        self._connect()

    def _connect(self) -> None:
        self._socket = socket.create_connection((self.at.hostname, self.at.port or 80), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def tell(self, body: bytes, signature: str) -> None:
        self.waits_for, self._since = _request(self.at.netloc, body, signature), time.perf_counter()
        with suppress(ConnectionError):  # it rested too long: hear tells it again
            self._socket.sendall(self.waits_for)

    def hear(self) -> float:
        """Seconds from telling to the answer."""
        while not _is_received(self._socket):
            self.close()  # it rested too long; told again as a gateway does
            self._connect()
            self._socket.sendall(self.waits_for)
        self.waits_for = b""
        return time.perf_counter() - self._since

    def close(self) -> None:
        self._socket.close()


def _request(host: str, body: bytes, signature: str) -> bytes:
    head = (
        f"POST /api/webhooks/stripe HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"Stripe-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _is_received(connection: socket.socket) -> bool:
    """False when the server had closed this connection meanwhile."""
    answer = b""
    try:
        while not answer.endswith(b'{"received":true}'):
            more = connection.recv(4096)
            if not more and not answer:
                return False
            answer += more
            assert more, answer
            assert answer.startswith(b"HTTP/1.1 200"), answer
    except ConnectionError:
        return False
    return True


def shares(web: str, told: list[Signed]) -> list[Share]:
    return [Share(web, told[n::PROCESSES]) for n in range(PROCESSES)]


def open_payments(count: int) -> list[Payment]:
    """Of unpaid orders, as the customer's way to the gateway's page leaves them."""
    with transaction() as session:
        orders = session.exec(
            select(Order)
            .outerjoin(Payment, col(Payment.order_id) == Order.id)
            .where(Order.status == OrderStatus.AWAITING_PAYMENT, col(Payment.id).is_(None))
            .limit(count)
        ).all()
        payments = [
            Payment(
                gateway="stripe",
                order_id=order.id,
                amount_minor=order.total_minor,
                currency=order.currency,
                page_ref=f"cs_{order.id.hex}",
            )
            for order in orders
        ]
        session.execute(insert(Payment), [payment.model_dump() for payment in payments])
    return payments


def of_one_payment(payment: Payment) -> list[Signed]:
    intent, page = _intent(payment), _page(payment)
    hold = _signed("payment_intent.amount_capturable_updated", intent)
    done = _signed("checkout.session.completed", page)
    others = [_signed(kind, intent) for kind in ("payment_intent.created", "charge.succeeded")]
    return [hold, hold, done, done, *others]


def nothing_new(count: int) -> list[Signed]:
    """Each of them twice."""
    new = [
        _signed("charge.updated", {"object": "charge", "id": uuid4().hex})
        for _ in range(count // 2)
    ]
    mixed = new * 2
    random.Random(5).shuffle(mixed)
    return mixed


def _intent(payment: Payment) -> dict[str, Any]:
    return {
        "id": f"pi_{payment.order_id.hex}",
        "object": "payment_intent",
        "amount": payment.amount_minor,
        "amount_received": 0,
        "amount_capturable": payment.amount_minor,
        "currency": payment.currency.lower(),
        "metadata": _names(payment.id, payment.order_id),
        "status": "requires_capture",
    }


def _page(payment: Payment) -> dict[str, Any]:
    return {
        "id": payment.page_ref,
        "object": "checkout.session",
        "amount_total": payment.amount_minor,
        "currency": payment.currency.lower(),
        "metadata": _names(payment.id, payment.order_id),
        "payment_intent": f"pi_{payment.order_id.hex}",
        "status": "complete",
    }


def _names(payment_id: UUID, order_id: UUID) -> dict[str, str]:
    return {"payment_id": str(payment_id), "order_id": str(order_id)}


def _signed(kind: str, about: dict[str, Any]) -> Signed:
    event = {
        "id": f"evt_{uuid4().hex}",
        "object": "event",
        "type": kind,
        "livemode": False,
        "created": int(time.time()),
        "data": {"object": about},
    }
    body = json.dumps(event)
    return body.encode(), stripe.WebhookSignature.generate_signature_header(
        body, DEMO_WEBHOOK_SECRET
    )
