"""The stage can play the ordinary play: else the simulation would prove nothing."""

from datetime import UTC, datetime
from types import SimpleNamespace

import time_machine

from foodapp.orders.models import OrderStatus
from foodapp.payments.models import PaymentStatus
from tests.simulation.stage import GOOD, Stage


def test_an_order_is_paid_cooked_and_brought(place: SimpleNamespace) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC)) as traveller:
        stage = Stage(place.world, place.wire, traveller)
        stage.pay(GOOD)
        stage.hear_everything()
        assert stage.order().status is OrderStatus.PLACED
        stage.accept()
        for _ in range(10):
            stage.react(0, dies=False)
        payment = stage.payment()
        assert payment is not None
        assert payment.status is PaymentStatus.CAPTURED
        stage.assign()
        stage.collect()
        stage.hand_over()
        stage.come_to_rest()
        assert stage.order().status is OrderStatus.DELIVERED
        stage.assert_all_is_well()
