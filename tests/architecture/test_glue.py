"""What people read is a message, never glued of pieces. (docs/decisions/0030)

In a view or a state `say(t("Only {left} left", left=...))`, `n` where a count decides; in a page,
whose values only the browser has, `phrase(t(...))`; a date is a `when.Day`. What is not words is
told by its form or by where it goes; the few that are neither stand in NOT_WORDS.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import below

FOLDERS = ("foodapp/views/", "foodapp/ui/", "customer/", "restaurant/", "rider/", "admin/")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
VALUE = "\0"  # stands where a value is
LETTER = re.compile(r"[A-Za-z]")
NAMES_OF_DAYS = re.compile(r"%-?[aAbBp]")
NO_WORDS = {
    "an address": re.compile(r"\0?(/|\?|#|\$/|https?:|mailto:|tel:|data:)\S*"),
    "a key": re.compile(r"(?=.*[-_.:/])[a-z0-9_.:/\0-]+"),
    "a length": re.compile(r"\0(px|rem|%)"),
    "SQL": re.compile(r"\s*(SELECT|SET LOCAL) .*", re.DOTALL),
}
CLASS = re.compile(r"[a-z0-9!:().,/%_\[\]\0-]+")
BARE = frozenset({"border", "flex", "grid", "hidden", "block", "truncate", "underline", VALUE})
TAG = re.compile(r"<[^<>]*>")
PLACES = frozenset(
    {"class_name", "id", "key", "name", "href", "to", "src", "custom_attrs", "extra"}
)
NOT_WORDS = {
    "customer/cards_html.py": "markup",
    "customer/restaurant/document_menu.py": "markup",
    "customer/sitemap.py": "XML, and robots.txt",
    "foodapp/ui/build.py": "said at a terminal, to who builds",
    "foodapp/ui/documents.py": "headers of HTTP",
    "foodapp/ui/first_paint.py": "markup",
    "foodapp/ui/font_fallbacks.py": "CSS",
    "foodapp/ui/front_sources.py": "JavaScript",
    "foodapp/ui/kit/lists.py": "said to who writes a page",
    "foodapp/ui/glyphs.py": "markup",
    "foodapp/ui/heads.py": "markup",
    "foodapp/ui/link_picture.py:_keep": "names of files",
    "foodapp/ui/npm_packages.py": "said at a terminal, to who builds",
    "foodapp/ui/picture_frames.py:classes": "classes of a style sheet",
    "foodapp/ui/picture_html.py": "markup",
    "foodapp/ui/picture_style.py": "CSS",
    "foodapp/ui/plugin.py": "JavaScript",
    "foodapp/ui/manifests.py:icons": "an icon's size",
    "foodapp/ui/manifests.py:screenshots": "a picture's size",
    "foodapp/ui/pwa.py": "JavaScript",
    "foodapp/ui/serve.py": "said at a terminal, to who builds",
    "foodapp/ui/served.py": "a header of HTTP",
    "foodapp/ui/ssr.py": "markup",
    "foodapp/ui/theme.py": "CSS",
}


def test_what_people_read_is_not_glued() -> None:
    found = [
        f"{path}:{glue.lineno}: {ast.unparse(glue)}"
        for path, tree in below(*FOLDERS).items()
        for function, glue in _words_glued(tree)
        if not {path, f"{path}:{function}"} & set(NOT_WORDS)
    ]
    assert found == [], "\n".join(found)


def test_no_view_and_no_state_holds_half_a_sentence() -> None:
    """Such as "from ": it waits to be glued to something."""
    found = [
        f"{path}:{node.lineno}: {node.value!r}"
        for path, tree in below(*FOLDERS).items()
        if path.startswith("foodapp/views/") or path.endswith("state.py")
        for node in _texts(tree)
        if _is_half(node.value)
    ]
    assert found == [], "\n".join(found)


def test_what_is_called_no_words_is_still_there() -> None:
    glued = {
        name
        for path, tree in below(*FOLDERS).items()
        for function, _ in _words_glued(tree)
        for name in (path, f"{path}:{function}")
    }
    assert set(NOT_WORDS) - glued == set()


@pytest.mark.parametrize(
    "code",
    [
        'rx.el.p(f"{left} left")',
        'button(aria_label="Reject " + card.number)',
        'words = name + (" is here" if near else " is coming")',
        'said += ", and more"',
        '"%s orders" % count',
        '"{} orders".format(count)',
        '" and ".join(names)',
        'Bar(f"{day:%a}", 3)',
        'chip(f"{minutes}min")',
        'chip(f"{found} hidden")',
        'dict(title=f"<b>{count} orders</b>")',
        'either(n == 1, "1 order", text(n) + " orders")',
    ],
)
def test_glued_words_would_be_seen(code: str) -> None:
    assert [*_words_glued(ast.parse(code))]


@pytest.mark.parametrize(
    "code",
    [
        'link(to="/r/" + slug)',
        'base = f"/api/admin/payouts/{one.id}.pdf"',
        'form.get(f"declared{suffix}")',
        'button(class_name=f"flex {extra}")',
        'f"{BASE} w-full text-ink"',
        'f"km-{n}"',
        'f"{orders}?which=live"',
        'f"SELECT name FROM ({ORDERS}) sold"',
        'f"{at:%H:%M}"',
        '", ".join(names)',
        'f"<li>{escape(line)}</li>"',
        'raise TypeError(f"what is {kind}?")',
        'log.info(f"built {name}")',
    ],
)
def test_what_is_no_words_is_left_alone(code: str) -> None:
    assert not [*_words_glued(ast.parse(code))]


def _words_glued(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """The name of the function it stands in, and what is glued."""
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr) or not _is_glued(node, above):
            continue
        around = [*_around(node, above)]
        if _is_part(node, above) or not _is_words("".join(_pieces(node))):
            continue
        if not any(_takes_no_words(one) for one in around):
            functions = [one.name for one in around if isinstance(one, FUNCTIONS)]
            yield (functions[0] if functions else ""), node


def _is_glued(node: ast.AST, above: dict[ast.AST, ast.AST] | None = None) -> bool:
    match node:
        case ast.JoinedStr():
            return True
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return any(_holds_text(one) for one in (left, right))
        case ast.BinOp(left=left, op=ast.Mod()):
            return _is_text(left)
        case ast.Call(func=ast.Attribute(value=value, attr="format" | "join")):
            return _is_text(value)
    return _is_text(node) and isinstance((above or {}).get(node), ast.AugAssign)


def _holds_text(node: ast.AST) -> bool:
    if isinstance(node, ast.IfExp):
        return _holds_text(node.body) or _holds_text(node.orelse)
    return _is_text(node) or _is_glued(node)


def _pieces(node: ast.AST) -> Iterator[str]:
    """What stands there literally, and VALUE for the rest."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            for one in values:
                yield from _pieces(one)
        case ast.FormattedValue(format_spec=ast.JoinedStr() as spec):
            days = NAMES_OF_DAYS.search("".join(_pieces(spec)))
            yield days.group() if days else VALUE
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from [*_pieces(left), *_pieces(right)]
        case ast.BinOp(left=left, op=ast.Mod()) if _is_text(left):
            yield from _pieces(left)
        case ast.IfExp(body=body, orelse=other):
            yield from [*_pieces(body), *_pieces(other)]
        case ast.Call(func=ast.Attribute(value=value, attr="format" | "join")) if _is_text(value):
            yield from _pieces(value)
        case _:
            yield VALUE


def _is_words(pieces: str) -> bool:
    if not LETTER.search(pieces):
        return False
    if not LETTER.search(TAG.sub("", pieces)) or _are_classes(pieces.split()):
        return False
    return not any(form.fullmatch(pieces) for form in NO_WORDS.values())


def _are_classes(words: list[str]) -> bool:
    """Of CSS: `text-ink sm:flex border`; one at least is none that people say, too."""
    said = [one for one in words if one not in BARE]
    return bool(said) and all(
        CLASS.fullmatch(one) and any(mark in one for mark in "-:[") for one in said
    )


def _is_part(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    """Of something glued that is looked at as a whole."""
    up = above.get(node)
    while isinstance(up, ast.IfExp):
        node, up = up, above.get(up)
    if isinstance(up, ast.FormattedValue):
        return up.format_spec is node
    return isinstance(up, ast.BinOp) and _is_glued(up)


def _around(node: ast.AST, above: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while (up := above.get(node)) is not None:
        yield up
        node = up


def _takes_no_words(node: ast.AST) -> bool:
    match node:
        case ast.keyword(arg=str(name)):
            return name in PLACES
        case ast.Call(func=ast.Attribute(attr="get" | "debug" | "info" | "warning" | "error")):
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name.endswith("Error")
    return False


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """But for the pieces of what is glued."""
    pieces = {id(one) for glue in ast.walk(tree) if _is_glued(glue) for one in ast.walk(glue)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in pieces:
            yield node


def _is_half(value: object) -> bool:
    if not isinstance(value, str) or "\n" in value or not _is_words(value):
        return False
    return value != value.strip()
