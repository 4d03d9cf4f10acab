"""The check of mails finds what it is there for."""

import pytest

from chaos import mails
from chaos.serving_mail import Book, message_id

WELL = [("<1@x>", "sent", ""), ("<2@x>", "delivered", ""), ("", "skipped", "not_wanted")]


def book(*refs: str) -> Book:
    kept = Book()
    kept.taken.update(refs)
    return kept


def test_what_came_once_is_well() -> None:
    assert mails.faults(WELL, book("<1@x>", "<2@x>")) == []


@pytest.mark.parametrize(
    ("rows", "came", "fault"),
    [
        (WELL, ("<1@x>", "<1@x>", "<2@x>"), "<1@x> came 2 times"),
        (WELL, ("<2@x>",), "<1@x> is sent and never came"),
        ([("<1@x>", "queued", "")], (), "<1@x> is queued ()"),
        ([("", "handing", "")], (), "a mail is handing ()"),
        ([("", "failed", "refused")], (), "a mail is failed (refused)"),
        (WELL, ("<1@x>", "<2@x>", "<3@x>"), "1 came that nobody sent"),
    ],
)
def test_a_fault_is_named(rows, came, fault) -> None:
    assert mails.faults(rows, book(*came)) == [fault]


def test_what_a_dead_sender_had_in_its_hands_may_have_come_or_not() -> None:
    rows = [*WELL, ("", "sent", "unconfirmed")]
    for came in (("<1@x>", "<2@x>"), ("<1@x>", "<2@x>", "<3@x>")):
        assert mails.faults(rows, book(*came)) == []


def test_a_mail_is_known_by_its_message_id() -> None:
    assert message_id(b"From: a@b\r\nMessage-ID:\r\n <1@x>\r\n\r\nMessage-ID: <2@x>") == "<1@x>"
    assert message_id(b"From: a@b\r\n\r\nhello") == ""
