from datetime import timedelta

import pytest

from foodapp.accounts.actors import RestaurantStaff, StaffRole
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotAllowed, NotFound
from foodapp.orders.models import Order, OrderLine
from foodapp.reviews import answering
from foodapp.reviews.models import DishRating, Review
from foodapp.views import reviews


def make_review(session, world, placed_order, stars, ago_days=0, **facts):
    """Each review wants an order of its own: copies of the one that was placed."""
    copied = placed_order.model_dump(exclude={"id", "idempotency_key"})
    order = Order(**copied, idempotency_key=f"r{stars}-{ago_days}")
    session.add(order)
    session.flush()
    review = Review(
        order_id=order.id,
        restaurant_id=world.nonna,
        customer_id=world.customer.user_id,
        customer_name="Cy",
        food_stars=stars,
        created_at=clock.now() - timedelta(days=ago_days),
        **facts,
    )
    session.add(review)
    session.commit()
    return review


@pytest.fixture
def review(session, world, placed_order):
    return make_review(session, world, placed_order, 4, text="Good dough.")


def test_an_answer_stands_below_the_review(session, world, review):
    answering.answer(session, world.staff, review.id, text="  Thank you,\r\nAna  ")
    session.commit()

    [card] = reviews.own(session, world.staff)
    assert (card.answer, card.food_stars) == ("Thank you,\nAna", 4)
    assert card.order_number
    [public] = reviews.public(session, world.nonna)
    assert (public.answer, public.order_number) == ("Thank you,\nAna", "")


@pytest.mark.parametrize("text", ["", "  ", "\0", "x" * 1001])
def test_an_answer_has_words(session, world, review, text):
    with pytest.raises(DomainError):
        answering.answer(session, world.staff, review.id, text=text)


def test_only_the_managers_of_the_restaurant_answer(session, world, review):
    cook = RestaurantStaff(world.staff.user_id, world.nonna, StaffRole.KITCHEN)
    with pytest.raises(NotFound):
        answering.answer(session, world.rival_staff, review.id, text="Ha")
    with pytest.raises(NotAllowed):
        answering.answer(session, cook, review.id, text="Ha")
    with pytest.raises(NotAllowed):
        reviews.own(session, cook)
    assert reviews.own(session, world.rival_staff) == []


def test_the_rating_counts_every_star(session, world, placed_order):
    for stars, ago in ((5, 1), (5, 2), (4, 3), (2, 4)):
        make_review(session, world, placed_order, stars, ago)
    rating = reviews.own_rating(session, world.staff)
    assert (rating.average, rating.count, rating.unanswered) == ("4.0", 4, 4)
    assert rating.shares == [50, 25, 0, 25, 0]
    assert reviews.rating(session, world.rival).average == ""


def test_latest_first_page_by_page_and_only_those_without_an_answer(session, world, placed_order):
    made = [make_review(session, world, placed_order, 5, ago) for ago in (1, 2, 3)]
    answering.answer(session, world.staff, made[1].id, text="Thanks")
    session.commit()

    pages = [reviews.own(session, world.staff, page=n, limit=2) for n in (0, 1, 2)]
    assert [[card.id for card in page] for page in pages] == [
        [str(made[0].id), str(made[1].id)],
        [str(made[2].id)],
        [],
    ]
    waiting = reviews.own(session, world.staff, unanswered=True)
    assert [card.id for card in waiting] == [str(made[0].id), str(made[2].id)]


def test_thumbs_name_the_dish(session, world, placed_order, review):
    line = OrderLine(
        order_id=review.order_id,
        position=0,
        name="Margherita",
        quantity=1,
        unit_minor=1,
        total_minor=1,
    )
    session.add(line)
    session.flush()
    session.add(DishRating(review_id=review.id, line_id=line.id, liked=False))
    session.commit()
    [card] = reviews.public(session, world.nonna)
    assert (card.liked, card.disliked) == ([], ["Margherita"])
