"""What is changed in Reflex's sources for the browser, tried on what this Reflex writes."""

from pathlib import Path

import pytest
import reflex_base

from foodapp.ui import front_sources

VITE = """      output: {
        codeSplitting: {
          groups: [
            {
              test: /env.json/,
              name: "reflex-env",
            },
          ],
"""


def generated(name: str) -> str:
    """A file that Reflex brings along for the browser."""
    [found] = (Path(reflex_base.__file__).parent).rglob(name)
    return found.read_text()


def test_icons_libraries_and_our_parts_are_one_file_each() -> None:
    grouped = front_sources.few_files(VITE)
    names = [line.split('"')[1] for line in grouped.splitlines() if "name:" in line]
    assert names == ["reflex-env", "libraries", "icons", "parts"]
    assert front_sources.few_files(grouped) == grouped, "once"


def test_another_shape_of_the_bundlers_settings_ends_the_build() -> None:
    with pytest.raises(front_sources.SourcesChanged, match=r"vite\.config"):
        front_sources.few_files("export default {}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = eval(code)", "x = globalThis.eval(code)"),
        ("x = eval?.(code)", "x = eval?.(code)"),
        ("globalThis.eval(code)", "globalThis.eval(code)"),
        ("reeval(code); my.eval(code)", "reeval(code); my.eval(code)"),
    ],
)
def test_only_a_direct_eval_is_made_indirect(before: str, after: str) -> None:
    assert front_sources.no_direct_eval(before) == after


def test_no_direct_eval_is_left_in_reflex_own_runtime() -> None:
    runtime = generated("state.js")
    assert front_sources.DIRECT_EVAL.search(runtime), "else this change is not needed any more"
    assert not front_sources.DIRECT_EVAL.search(front_sources.no_direct_eval(runtime))


def test_the_style_sheet_is_not_fetched_beside_the_one_in_the_page() -> None:
    document = (
        'jsx(Meta,{},),jsx("link",{as:"style",href:reflexGlobalStyles,rel:"preload"},),'
        'jsx("link",{href:reflexGlobalStyles,rel:"stylesheet",type:"text/css"},)'
    )
    left = front_sources.no_second_style_sheet(document)
    assert "preload" not in left
    assert 'rel:"stylesheet"' in left


def test_the_head_of_a_page_that_the_server_writes_is_left_to_it() -> None:
    route = (
        'jsx(Fragment,{},page,jsx("title",{},"Say \\"Saffron\\""),jsx("meta",{content:"Food.",'
        'name:"description"},),jsx("meta",{content:"/icon-512.png",property:"og:image"},))'
    )
    assert front_sources.head_left_to_the_server(route) == "jsx(Fragment,{},page,)"
