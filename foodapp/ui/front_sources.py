"""What is changed in the sources that Reflex generates for the browser, before they are built.

Each function takes a file and gives it back changed. Reflex may write a file anew or leave the one
of the last build: what is changed already stays. A file that no longer holds what is looked for is
an error of the build, never a page that is slow in silence.
"""

import re

# A direct eval sees every name around it, so a bundler may shorten none of them, in all that shares
# a file with it: 39 KB became 27. The content policy refuses eval either way.
DIRECT_EVAL = re.compile(r"(?<![\w.$])eval\(")
GROUPS = "          groups: [\n"
OURS = "          groups: [ // Saffron's\n"
# Files that every page of the storefront has, and nothing that only some have: a bundler's own
# choice was one file an icon, 35 questions with 150 ms each on a telephone.
LIBRARIES = (
    "react|react-dom|scheduler|react-router|@emotion|stylis|hoist-non-react-statics|cookie|"
    "universal-cookie|json5|socket.io-client|socket.io-parser|engine.io-client|engine.io-parser|"
    "@socket.io|debug|ms"
)
PARTS = "broken|category_tabs|choice|countdown|food_pictures|kit|live|notices|page_title"
ICON = r"node_modules[\\/]lucide-react[\\/]"
LIBRARY = rf"node_modules[\\/]({LIBRARIES})[\\/]"
PART = (
    r"[\\/]utils[\\/][\w-]+\.jsx?$|[\\/]utils[\\/]helpers[\\/]"
    rf"|external[\\/]foodapp[\\/]ui[\\/]({PARTS})[\\/]"
)
STYLE_PRELOAD = re.compile(r'jsx\("link",\{as:"style",href:reflexGlobalStyles,rel:"preload"\},\),')
# Pages whose head the server writes for each address (foodapp.ui.ssr), as React Router names them.
WRITTEN = ("[r].$[slug]._index.jsx",)
HEAD_OF_PAGE = re.compile(
    r'jsx\("title",\{\},"(?:[^"\\]|\\.)*"\),?'
    r'|jsx\("meta",\{[^{}]*(?:name:"description"|property:"og:image")[^{}]*\},?\),?'
)


class SourcesChanged(Exception):
    """Reflex writes this file otherwise than it did: see foodapp/ui/front_sources.py."""


def few_files(vite_config: str) -> str:
    """The libraries in one file, the icons in one, our own small parts in one."""
    if OURS in vite_config:
        return vite_config
    groups = "".join(
        f'            {{ test: /{test}/, name: "{name}" }},\n'
        for name, test in (("libraries", LIBRARY), ("icons", ICON), ("parts", PART))
    )
    # Reflex's own group, the addresses of the installation, comes first and stays by itself.
    head, found, rest = vite_config.partition(GROUPS)
    own, ended, tail = rest.partition("            },\n")
    if not found or not ended:
        raise SourcesChanged("vite.config.js")
    return head + OURS + own + ended + groups + tail


def no_direct_eval(state_js: str) -> str:
    return DIRECT_EVAL.sub("globalThis.eval(", state_js)


def no_second_style_sheet(document_js: str) -> str:
    """The style sheet stands in the page (foodapp.ui.first_paint): nothing is to be fetched."""
    return STYLE_PRELOAD.sub("", document_js)


def head_left_to_the_server(route_jsx: str) -> str:
    """React would put the title it knows, which names no restaurant, in the place of the server's
    when it takes the page over, and a second description and picture beside them. Which page is
    shown, the live page says by page_title()."""
    return HEAD_OF_PAGE.sub("", route_jsx)
