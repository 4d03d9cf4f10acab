"""Photos of complaints are their customer's and support's, and go when nobody needs them."""

from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from sqlmodel import select

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.accounts.models import User
from foodapp.cases import photos
from foodapp.cases.models import CasePhoto, Fault
from foodapp.kit import clock, media
from foodapp.kit.errors import NotAllowed, NotFound, TooMany
from foodapp.privacy import closing
from tests.foodapp.cases.test_reporting import report


@pytest.fixture
def send(session, world, eaten):
    def sent():
        out = BytesIO()
        Image.new("RGB", (200, 100), "orange").save(out, "JPEG")
        key, photo_id = media.store(out.getvalue(), private=True), uuid4()
        photos.keep(session, world.customer, eaten.id, photo_id=photo_id, key=key)
        return photo_id, key

    return sent


def is_there(key):
    return media.find_private(key, "s") is not None


def test_the_photo_of_a_case_is_its_customers_and_supports(session, world, eaten, pizza, send):
    photo_id, key = send()
    case = report(session, world.customer, eaten, pizza, Fault.COLD, photo_id=photo_id)
    assert photos.key_for(session, world.customer, case.id) == key
    assert photos.key_for_support(session, world.admin, case.id) == key
    with pytest.raises(NotFound):
        photos.key_for(session, world.stranger, case.id)
    viewer = Admin(world.admin.user_id, AdminRole.VIEWER, clock.now())
    with pytest.raises(NotAllowed):
        photos.key_for_support(session, viewer, case.id)


def test_a_photo_that_nobody_used_goes_and_one_of_a_case_stays(
    session, world, eaten, pizza, send, later, drain_outbox
):
    (photo_id, used), (_, unused) = send(), send()
    report(session, world.customer, eaten, pizza, Fault.COLD, photo_id=photo_id)
    assert photos.forget_old(session) == 0
    later(hours=25)
    _, fresh = send()
    assert (photos.forget_old(session), photos.forget_old(session)) == (2, 0)
    session.commit()
    drain_outbox()
    assert [is_there(key) for key in (used, unused, fresh)] == [True, False, True]
    assert session.exec(select(CasePhoto.key)).all() == [fresh]


def test_an_order_takes_so_many_photos(session, world, eaten, monkeypatch):
    monkeypatch.setattr(photos, "MOST", 1)
    name = uuid4()
    sent = [
        photos.keep(session, world.customer, eaten.id, photo_id=name, key=uuid4().hex)
        for _ in range(2)
    ]
    assert sent[0] == sent[1]
    with pytest.raises(TooMany):
        photos.keep(session, world.customer, eaten.id, photo_id=uuid4(), key=uuid4().hex)


def test_the_files_go_with_the_account(session, world, eaten, pizza, send, drain_outbox):
    (photo_id, used), (_, unused) = send(), send()
    report(session, world.customer, eaten, pizza, Fault.COLD, photo_id=photo_id)
    closing.forget(session, world.customer.user_id)
    session.commit()
    drain_outbox()
    assert session.get_one(User, world.customer.user_id).name == "Deleted account"
    assert [is_there(key) for key in (used, unused)] == [False, False]
