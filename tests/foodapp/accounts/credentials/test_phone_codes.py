from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlmodel import select

from foodapp.accounts import phones
from foodapp.accounts.actors import Customer
from foodapp.accounts.credentials import phone_codes
from foodapp.accounts.credentials.phone_codes import WrongPhoneCode
from foodapp.accounts.phones import PhoneProof
from foodapp.kit import db
from tests.fixtures import world as worlds

NUMBER = "+41791234567"


def test_of_two_who_type_it_at_once_one_proves_it(real_transactions, valkey):
    with db.transaction() as session:
        user = worlds.person(session, "Twice")
        user.phone = NUMBER
        person = Customer(user.id)
    with db.transaction() as session:
        code = phone_codes.make(session, person.user_id, NUMBER)
    both = Barrier(2)

    def use(_):
        both.wait()
        try:
            with db.transaction() as session:
                phone_codes.use(session, person, code=code)
        except WrongPhoneCode:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(use, range(2))) == [False, True]
    with db.transaction() as session:
        assert [proof.way for proof in session.exec(select(PhoneProof))] == ["sms"]
        assert phones.is_proven(session, person.user_id)
