import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from celery import Celery
from sqlmodel import Session, select

from foodapp import reactions, worker
from foodapp.kit import clock, db, outbox
from foodapp.kit.celery import celery
from foodapp.kit.outbox import Event, OutboxEntry
from foodapp.kit.outside_call import OutsideCall


class KettleBoiled(Event):
    cups: int


def with_reactions(monkeypatch, **found):
    monkeypatch.setitem(reactions.REACTIONS, KettleBoiled, found)


def record() -> int:
    with db.transaction() as session:
        return outbox.record(session, KettleBoiled(cups=2))


def entry_of(session: Session) -> OutboxEntry:
    return session.exec(select(OutboxEntry).execution_options(populate_existing=True)).one()


def test_a_reaction_happens_once_however_often_it_is_delivered(session, monkeypatch):
    seen = []
    with_reactions(monkeypatch, pour=lambda session, event: seen.append(event))
    entry_id = record()
    for _ in range(3):
        worker.carry_out(entry_id, "pour")
    assert seen == [KettleBoiled(cups=2)]


def test_an_entry_is_done_when_its_last_reaction_is(session, monkeypatch):
    with_reactions(monkeypatch, pour=lambda s, e: None, drink=lambda s, e: None)
    entry_id = record()
    worker.carry_out(entry_id, "drink")
    assert entry_of(session).done_at is None
    worker.carry_out(entry_id, "pour")
    assert entry_of(session).done_at is not None


def test_two_reactions_of_one_event_do_not_wait_for_each_other(real_transactions, monkeypatch):
    """Both have claimed theirs before either looks whether it was the last."""
    both_claimed = threading.Barrier(2, timeout=60)

    def meet(session, event):
        both_claimed.wait()

    with_reactions(monkeypatch, pour=meet, drink=meet)
    entry_id = record()
    with ThreadPoolExecutor(2) as workers:
        done = [workers.submit(worker.carry_out, entry_id, name) for name in ("pour", "drink")]
        for one in done:
            one.result(timeout=60)  # a deadlock would come out here
    with db.transaction() as session:
        assert entry_of(session).done_at is not None


def test_a_reaction_that_fails_leaves_no_trace_and_can_be_repeated(session, monkeypatch):
    attempts = []

    def pour(session, event):
        attempts.append(event)
        session.add(OutboxEntry(event="Spilt", payload={}, reactions=[], send_again_at=clock.now()))
        if len(attempts) == 1:
            raise RuntimeError("the cup is cracked")

    with_reactions(monkeypatch, pour=pour)
    entry_id = record()
    with pytest.raises(RuntimeError):
        worker.carry_out(entry_id, "pour")
    assert entry_of(session).done_at is None
    worker.carry_out(entry_id, "pour")
    worker.carry_out(entry_id, "pour")
    assert len(attempts) == 2


def outside_call(calls, answer="tea", prepare=lambda session, event: event.cups):
    def call(request, idempotency_key):
        calls.append((request, idempotency_key))
        if isinstance(answer, Exception):
            raise answer
        return answer

    finished = []
    return finished, OutsideCall(
        prepare, call, lambda session, event, result: finished.append(result)
    )


def test_an_errand_calls_outside_with_a_key_and_then_writes_the_outcome(session, monkeypatch):
    calls = []
    finished, order_tea = outside_call(calls)
    with_reactions(monkeypatch, order_tea=order_tea)
    entry_id = record()
    worker.carry_out(entry_id, "order_tea")
    worker.carry_out(entry_id, "order_tea")
    assert calls == [(2, f"{entry_id}:order_tea")]
    assert finished == ["tea"]
    assert entry_of(session).done_at is not None


def test_an_errand_that_fails_outside_is_repeated_under_the_same_key(session, monkeypatch):
    calls = []
    finished, order_tea = outside_call(calls, answer=ConnectionError("no answer"))
    with_reactions(monkeypatch, order_tea=order_tea)
    entry_id = record()
    for _ in range(2):
        with pytest.raises(ConnectionError):
            worker.carry_out(entry_id, "order_tea")
    assert len({key for _, key in calls}) == 1
    assert len(calls) == 2
    assert finished == []
    assert entry_of(session).done_at is None


def test_an_errand_with_nothing_to_do_calls_nobody(session, monkeypatch):
    calls = []
    finished, order_tea = outside_call(calls, prepare=lambda session, event: None)
    with_reactions(monkeypatch, order_tea=order_tea)
    worker.carry_out(record(), "order_tea")
    assert (calls, finished) == ([], [])
    assert entry_of(session).done_at is not None


def test_the_sweep_sends_again_what_was_lost_and_only_what_is_missing(session, monkeypatch):
    sent = []
    monkeypatch.setattr(reactions, "send", lambda entry_id, names: sent.append((entry_id, names)))
    with_reactions(monkeypatch, pour=lambda s, e: None, drink=lambda s, e: None)
    entry_id = record()
    worker.carry_out(entry_id, "pour")
    worker.sweep()
    assert sent == []
    entry = entry_of(session)
    entry.send_again_at = clock.now() - timedelta(seconds=1)
    session.commit()
    worker.sweep()
    worker.sweep()
    assert sent == [(entry_id, ["drink"])]


def test_what_was_done_long_ago_is_forgotten(session, monkeypatch):
    with_reactions(monkeypatch, pour=lambda s, e: None)
    worker.carry_out(record(), "pour")
    worker.forget()
    entry = entry_of(session)
    entry.done_at = clock.now() - worker.KEEP_DONE - timedelta(days=1)
    session.commit()
    worker.forget()
    assert session.exec(select(OutboxEntry)).all() == []


def test_reactions_are_drained_with_those_that_follow(session, monkeypatch, drain_outbox):
    poured = []

    def boil_again(session, event):
        poured.append(event.cups)
        if event.cups:
            outbox.record(session, KettleBoiled(cups=event.cups - 1))

    with_reactions(monkeypatch, boil_again=boil_again)
    record()
    assert drain_outbox() == 3
    assert poured == [2, 1, 0]


def test_a_broker_that_is_gone_delays_nothing_but_the_reaction(session, monkeypatch):
    gone = Celery(broker="redis://127.0.0.1:1/0")
    gone.conf.update(
        task_publish_retry_policy=celery.conf.task_publish_retry_policy,
        broker_transport_options=celery.conf.broker_transport_options,
    )
    monkeypatch.setattr(reactions, "celery", gone)
    with_reactions(monkeypatch, pour=lambda s, e: None)
    reactions.assemble()
    began = time.monotonic()
    record()
    assert time.monotonic() - began < 30, "Celery's own patience is endless"
    assert entry_of(session).done_at is None


@pytest.mark.parametrize("name", worker.EVERY)
def test_every_job_runs_on_an_empty_database(session, valkey, name):
    """Nothing is there to be done: each of them finds that out by itself."""
    worker.EVERY[name].run()
