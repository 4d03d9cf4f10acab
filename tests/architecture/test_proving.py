"""What moves money or rights asks the admin for the password: every command that a handler of the
console can reach is looked at, and one that asks for nothing has to say why not."""

import ast
import functools
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType
from typing import Any

import admin
from foodapp.accounts import audit, permissions
from foodapp.realtime.announce import announce

# command -> why nobody is asked: neither money nor a right is given by it
ASKS_FOR_NOTHING = {
    "foodapp.accounts.on_call.put": "who is woken first; no money or right",
    "foodapp.accounts.invitations.withdraw": "a right that nobody has yet is not given after all",
    "foodapp.accounts.rider_approval.suspend": "stops at once; going on again asks",
    "foodapp.applications.deciding.ask_again": "the applicant changes something; no right is given",
    "foodapp.applications.deciding.decline": "no right is given; they may apply anew",
    "foodapp.autopilot.taking_over.hand_back": "who steers the order, not what anybody pays",
    "foodapp.autopilot.taking_over.take_over": "who steers the order, not what anybody pays",
    "foodapp.cases.giving.decline": "the money stays where it is",
    "foodapp.chat.canned.remove": "words that support chooses from",
    "foodapp.chat.canned.save": "words that support chooses from",
    "foodapp.chat.reading.read_by_support": "somebody has read it",
    "foodapp.chat.supporting.claim": "who answers, no money or right",
    "foodapp.chat.supporting.close": "their next line opens it again",
    "foodapp.chat.supporting.note": "colleagues alone read it",
    "foodapp.chat.supporting.release": "who answers, no money or right",
    "foodapp.chat.supporting.reopen": "who answers, no money or right",
    "foodapp.chat.writing.answer": "words to a person",
    "foodapp.dispatch.assigning.assign": "who brings the order; the pay is the same",
    "foodapp.dispatch.assigning.take_away": "who brings the order; the pay is the same",
    "foodapp.alerts.alerts.mark_seen": "somebody has read it",
    "foodapp.orders.pins.renew": "the customer's own screen shows it, to nobody else",
    "foodapp.payments.refunds.giving.decline": "the money stays where it is",
    "foodapp.views.console.support.conversation": "a look, which the audit log notes",
    "foodapp.payouts.changing.end": "the account stays as it is",
    "foodapp.pictures.switch.turn": "what stands where no photo is; neither money nor a right",
    "foodapp.promotions.making.end": "stops at once, for good",
    "foodapp.promotions.making.pause": "stops at once; going on again asks",
    "foodapp.reconciliation.closing.close": "a note beside two sums that differ",
    "foodapp.restaurants.approving.suspend": "stops at once; going on again asks",
}
Command = Callable[..., Any]


def test_what_moves_money_or_rights_in_the_console_asks_for_the_password() -> None:
    changing = {name(one): one for one in commands() if reaches(one, changes_something)}
    assert len(changing) > 30
    silent = {found for found, one in changing.items() if not reaches(one, asks_for_the_password)}
    assert silent == ASKS_FOR_NOTHING.keys()


def test_the_console_reaches_commands_through_their_own_names_only() -> None:
    """Else the walk would not see them: what a screen asks for is a function of foodapp."""
    found = {name(one) for one in commands()}
    assert {"foodapp.payouts.sending.mark_failed", "foodapp.dispatch.doubts.decide"} <= found
    assert {"foodapp.orders.endings.cancel_for_support", "foodapp.accounts.roles.take"} <= found


def commands() -> set[Command]:
    """What takes an admin as its actor and is named in the console's screens."""
    return {
        one
        for module in modules()
        for one in named_in(ast.parse(inspect.getsource(module)), vars(module))
        if "Admin" in actor_of(one)
    }


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(admin.__path__, "admin."):
        if not found.ispkg:
            yield importlib.import_module(found.name)


def named_in(tree: ast.AST, known: dict[str, Any]) -> Iterator[FunctionType]:
    """Our functions that are named here, themselves or by way of their module."""
    for node in ast.walk(tree):
        found = None
        if isinstance(node, ast.Name):
            found = known.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found = getattr(known.get(node.value.id), node.attr, None)
        if inspect.isfunction(found) and found.__module__.startswith("foodapp."):
            yield found


def actor_of(command: FunctionType) -> str:
    taken = list(inspect.signature(command).parameters.values())
    return str(taken[1].annotation) if len(taken) > 1 and taken[0].name == "session" else ""


def reaches(command: Command, wanted: Callable[[ast.AST, set[Command]], bool]) -> bool:
    """Whether it, or anything of ours that it calls, is what is wanted."""
    seen: set[Command] = set()
    waiting = {command}
    while waiting:
        one = waiting.pop()
        seen.add(one)
        tree, called = reading(one)
        if wanted(tree, called):
            return True
        waiting |= called - seen
    return False


@functools.cache
def reading(command: FunctionType) -> tuple[ast.AST, set[Command]]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(command)))
    return tree, set(named_in(tree, command.__globals__))


def changes_something(tree: ast.AST, called: set[Command]) -> bool:
    """A word for the log or for those who watch, or a row's column."""
    return bool({audit.note, announce} & called) or any(
        isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        for node in ast.walk(tree)
    )


def asks_for_the_password(tree: ast.AST, called: set[Command]) -> bool:
    return permissions.recently_proven in called


def name(command: Command) -> str:
    return f"{command.__module__}.{command.__name__}"
