"""The built pages, put in the order in which a browser needs them: what paints the first picture
stands in the page itself, what makes it alive comes last.

Measured on a slow phone (decision 50): a page is painted when its own bytes are there, and nothing
is fetched before that. React takes over a head and a body that hold more than it wrote: in those
two it looks only for its own (react-dom, canHydrateInstance).
"""

import re
from pathlib import Path

from foodapp.ui import theme

HERE = Path(__file__).parent
# Before anything is kept or pressed, or React is there.
AT_ONCE = ("storage.js", "translated.js", "preset.js")
LATER = ("/preset.js", "/installed.js")  # foodapp.ui.pwa
STYLES = re.compile(r'<link (?=[^>]*rel="stylesheet")[^>]*href="(/assets/[^"]+\.css)"[^>]*/>')
EARLY = re.compile(r'<link rel="modulepreload" href="[^"]+"/>')
LOGO_EARLY = re.compile(r'<link rel="preload" as="image" href="/icon.svg"/>')
PROGRAM = '<script type="module" async="">'
COMMENT = re.compile(r"^[ \t]*(//[^\n]*|/\*\*.*?\*/)\n", re.M | re.S)
INDENT = re.compile(r"^[ \t]+", re.M)


class NotAPage(Exception):
    """The bundler wrote a page otherwise than it did. Its message names the page."""


def arrange_all(static: Path) -> None:
    """static: the folder of the finished build."""
    head_end = early_head()
    for page in static.rglob("*.html"):
        page.write_text(arranged(page.read_text(), static, head_end, name=page.name))


def early_head() -> str:
    """What goes to the end of each head: the font's address, and our scripts."""
    font = f"/assets/{theme.font_file('latin')}"
    early = f'<link rel="preload" as="font" type="font/woff2" crossorigin="" href="{font}"/>'
    return f"{scripts()}{early}{later()}"


def scripts() -> str:
    text = "\n".join(shortened((HERE / name).read_text()) for name in AT_ONCE)
    if "</script" in text:
        raise NotAPage("a script of ours would end itself")
    return f"<script>{text}</script>"


def later() -> str:
    return "".join(f'<script defer="" src="{address}"></script>' for address in LATER)


def arranged(page: str, static: Path, head_end: str, *, name: str = "a page") -> str:
    if head_end in page:
        return page
    sheet = STYLES.search(page)
    if sheet is None or PROGRAM not in page or "</head>" not in page:
        raise NotAPage(f"{name}: see foodapp/ui/first_paint.py")
    rules = (static / sheet[1][1:]).read_text()
    # React looks for its link, and finds it; a browser fetches none that is disabled.
    kept = sheet[0].replace("<link ", '<link disabled="" ', 1)
    page = page.replace(sheet[0], f"<style>{rules}</style>{kept}", 1)
    page = page.replace("</head>", f"{head_end}</head>", 1)
    return _program_last(LOGO_EARLY.sub("", page))


def _program_last(page: str) -> str:
    """A browser asks first for what stands first: the pictures of the body, then the program."""
    early = "".join(EARLY.findall(page))
    early = early.replace("<link ", '<link fetchpriority="low" ')
    return EARLY.sub("", page).replace(PROGRAM, early + PROGRAM, 1)


def shortened(script: str) -> str:
    """Without comments that have lines of their own, and without indentation."""
    return INDENT.sub("", COMMENT.sub("", script)).strip()
