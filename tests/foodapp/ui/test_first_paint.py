"""A built page as a browser gets it: what paints stands in it, what makes it alive comes last."""

import re
from pathlib import Path

import pytest

from foodapp.ui import first_paint, pwa, theme
from foodapp.ui.documents import scripts_of

SHEET = "/assets/styles-B8JH.css"
BUILT = f"""<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/>\
<link rel="preload" as="image" href="/icon.svg"/><title>Saffron</title>\
<link rel="modulepreload" href="/assets/manifest-1.js"/>\
<link rel="modulepreload" href="/assets/root-2.js"/><script>
// Reflex's own
</script><link href="{SHEET}" rel="stylesheet" type="text/css"/></head>\
<body><main>Food</main><script type="module" async="">import "/assets/manifest-1.js";</script>\
</body></html>"""


@pytest.fixture
def static(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / SHEET[1:]).write_text("main{color:red}")
    (tmp_path / "r").mkdir()
    for name in ("index.html", "r/index.html"):
        (tmp_path / name).write_text(BUILT)
    first_paint.arrange_all(tmp_path)
    return tmp_path


@pytest.fixture
def page(static: Path) -> str:
    return (static / "index.html").read_text()


def test_a_browser_needs_nothing_but_the_page_to_paint_it(page: str) -> None:
    head = page.partition("</head>")[0]
    assert "<style>main{color:red}</style>" in head
    waited_for = re.findall(r"<script(?=[^>]*src=)(?![^>]*(?:async|defer|module))[^>]*>", page)
    assert waited_for == []
    sheets = re.findall(r'<link [^>]*rel="stylesheet"[^>]*>', page)
    assert len(sheets) == 1, "React looks for the link it wrote"
    assert 'disabled=""' in sheets[0], "and no browser fetches it"


def test_the_program_is_asked_for_after_all_that_is_seen(page: str) -> None:
    seen, program = page.index("Food"), page.index('<script type="module"')
    early = [found.start() for found in re.finditer('rel="modulepreload"', page)]
    assert len(early) == 2
    assert all(seen < at < program for at in early)
    assert page.count('fetchpriority="low"') == 2


def test_the_font_is_asked_for_with_the_page(page: str) -> None:
    font = re.search(r'<link rel="preload" as="font"[^>]*href="([^"]+)"', page)
    assert font is not None
    assert font[1] == f"/assets/{theme.font_file('latin')}"
    assert "crossorigin" in font[0], "else it is fetched twice"
    assert f"url({font[1]})" in theme.css()


def test_the_content_policy_knows_each_script_of_the_page(page: str) -> None:
    assert len(scripts_of(page.encode()).split()) == 3  # Reflex's, ours, the program's


def test_our_scripts_come_last_in_the_head_where_react_takes_none_for_its_own(page: str) -> None:
    head = page.partition("</head>")[0]
    assert head.index("// Reflex's own") < head.index("data-open")


def test_pages_in_folders_are_put_in_order_too_and_once(static: Path) -> None:
    before = (static / "r" / "index.html").read_text()
    assert "main{color:red}" in before
    first_paint.arrange_all(static)
    assert (static / "r" / "index.html").read_text() == before


def test_a_page_of_another_shape_ends_the_build(static: Path) -> None:
    (static / "index.html").write_text("<html><head></head><body>Food</body></html>")
    with pytest.raises(first_paint.NotAPage, match=r"index\.html"):
        first_paint.arrange_all(static)


def test_what_is_left_out_of_a_script_is_never_part_of_it() -> None:
    script = 'const a = "// no";\n  // says why\n  /** Two\n      lines. */\n  f("/*", a); // end\n'
    assert first_paint.shortened(script) == 'const a = "// no";\nf("/*", a); // end'
    for name in first_paint.AT_ONCE:
        whole = (Path(pwa.__file__).parent / name).read_text()
        assert len(first_paint.shortened(whole)) > len(whole) / 2
