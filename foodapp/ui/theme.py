"""The look, in one place: an operator's brand, and the tokens every screen is built from.

Colours are CSS variables, so that light, dark and a person's own choice need no second set of
classes: write `bg-ground text-ink`, never `bg-white dark:bg-black`.
"""

import re
from dataclasses import dataclass

from foodapp.kit.settings import settings
from foodapp.ui import font_fallbacks, picture_style

FONT_VERSION = "5.3.0"  # of @fontsource-variable/inter, as in rxconfig.py
FONT_RANGES = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,"
    "U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "latin-ext": "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,"
    "U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    "cyrillic": "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
    "greek": "U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF",
}
SAFFRON = "#f4a024"
# A colour goes into a style sheet: hex, a name, or a colour function without anything else.
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-z]{3,20}|(rgb|hsl|oklch)\([0-9a-z.,%/ ]{1,60}\)")


@dataclass(frozen=True)
class Tokens:
    ground: str  # the page
    raised: str  # a card on it
    sunken: str  # a well, a skeleton, a hovered row
    line: str
    ink: str
    muted: str  # second-rank text, still 4.5:1 on ground and on raised
    accent_ink: str  # accent as text, 4.5:1 on ground
    accent_soft: str  # a tint behind accent_ink
    done: str
    done_soft: str
    act: str
    act_soft: str
    shadow: str


LIGHT = Tokens(
    ground="#faf7f2",
    raised="#ffffff",
    sunken="#f1ebe1",
    line="#e3dacb",
    ink="#221c14",
    muted="#6a5f50",
    accent_ink="#8f4f00",
    accent_soft="#fdeed3",
    done="#17693a",
    done_soft="#e0f3e6",
    act="#b3261e",
    act_soft="#fce4e2",
    shadow="0 1px 2px rgb(60 40 10 / .06), 0 4px 14px rgb(60 40 10 / .07)",
)
DARK = Tokens(
    ground="#16130f",
    raised="#211d17",
    sunken="#2c271f",
    line="#3d362b",
    ink="#f5efe6",
    muted="#b5a995",
    accent_ink="#f8b84e",
    accent_soft="#3a2a0e",
    done="#6bd394",
    done_soft="#123322",
    act="#ff9c94",
    act_soft="#45191a",
    shadow="0 1px 2px rgb(0 0 0 / .5), 0 4px 14px rgb(0 0 0 / .35)",
)
NAMES = {
    "ground": "ground",
    "raised": "raised",
    "sunken": "sunken",
    "line": "line",
    "ink": "ink",
    "muted": "muted",
    "accent": "accent",
    "on-accent": "on-accent",
    "accent-ink": "accent-ink",
    "accent-soft": "accent-soft",
    "done": "done",
    "done-soft": "done-soft",
    "act": "act",
    "act-soft": "act-soft",
}

FAMILIES = ["Inter Variable", *font_fallbacks.NAMES, "system-ui", "sans-serif"]
TAILWIND = {
    # Classes that stand only in Python text (server-rendered HTML) are found there.
    "content": ["../foodapp/ui/**/*.py", "../customer/**/*.py", "../restaurant/**/*.py",
                "../rider/**/*.py", "../admin/**/*.py"],
    "theme": {
        "extend": {
            "colors": {name: f"var(--{name})" for name in NAMES},
            "fontFamily": {"sans": FAMILIES},
            "borderRadius": {"card": "12px"},
            "boxShadow": {"card": "var(--shadow)"},
            "maxWidth": {"page": "72rem"},
        }
    },
}  # fmt: skip


def accent() -> str:
    chosen = settings().accent
    return chosen if COLOUR.fullmatch(chosen) else SAFFRON


def variables(tokens: Tokens) -> str:
    pairs = {name.replace("_", "-"): value for name, value in vars(tokens).items()}
    return "".join(f"--{name}:{value};" for name, value in pairs.items())


def font_file(part: str) -> str:
    return f"inter-{FONT_VERSION}-{part}.woff2"


def font_faces() -> str:
    return "".join(
        '@font-face{font-family:"Inter Variable";font-style:normal;font-display:swap;'
        f"font-weight:100 900;src:url(/assets/{font_file(part)}) format('woff2-variations');"
        f"unicode-range:{ranges}}}"
        for part, ranges in FONT_RANGES.items()
    )


def accent_variables() -> tuple[str, str]:
    """For light and for dark: the accent, what is written on it, and the accent as text. Saffron's
    own text colours are in the tokens; another accent's are mixed from it."""
    chosen = accent()
    both = f"--accent:{chosen};--on-accent:{on_accent(chosen)};"
    if chosen == SAFFRON:
        return both, both
    soft = f"--accent-soft:color-mix(in oklab,{chosen} 14%,var(--raised));"
    return (
        f"{both}{soft}--accent-ink:color-mix(in oklab,{chosen} 45%,black);",
        f"{both}{soft}--accent-ink:color-mix(in oklab,{chosen} 50%,white);",
    )


def on_accent(colour: str) -> str:
    """Dark or light ink, whichever stands out more (WCAG 2.2 relative luminance)."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    if not re.fullmatch(r"[0-9a-fA-F]{6,8}", digits):
        return LIGHT.ink
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return LIGHT.ink if luminance > 0.2 else "#ffffff"


def css() -> str:
    """The style sheet of the tokens and of the few things that classes cannot say."""
    in_light, in_dark = accent_variables()
    dark = variables(DARK) + in_dark + "color-scheme:dark!important;"
    families = ",".join(f'"{one}"' if " " in one else one for one in FAMILIES)
    return f"""
{font_faces()}{font_fallbacks.faces()}
:root{{{variables(LIGHT)}{in_light}--cross:url("{CROSS}");color-scheme:light!important}}
@media (prefers-color-scheme: dark){{:root:not([data-look=light]){{{dark}}}}}
:root[data-look=dark]{{{dark}}}
html{{font-family:{families}}}
{BASE}{picture_style.css()}"""


CROSS = (  # lucide's x
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none'"
    " stroke='%23000' stroke-width='2.2' stroke-linecap='round'%3E"
    "%3Cpath d='M18 6 6 18M6 6l12 12'/%3E%3C/svg%3E"
)
BASE = """
html{background:var(--ground);color:var(--ink);
  -webkit-text-size-adjust:100%;scroll-padding-top:4.5rem}
body{min-height:100dvh;background:var(--ground);color:var(--ink);line-height:1.5;
  font-feature-settings:"cv05","ss03"}
button,[role=button],summary,label{touch-action:manipulation}
button:not(:disabled),[role=button],summary{cursor:pointer}
:focus{outline:none}
:focus-visible{outline:3px solid var(--accent-ink);outline-offset:2px;border-radius:8px}
dialog{margin:auto;padding:0;border:0;color:var(--ink);background:var(--raised)}
dialog::backdrop{background:rgb(20 14 6 / .5)}
dialog.sheet{margin:auto auto 0;width:100%;max-width:40rem;border-radius:20px 20px 0 0;
  max-height:92dvh}
@media (min-width:640px){dialog.sheet{margin:auto;border-radius:16px;max-height:86dvh}}
html:has(dialog[open]){overflow:hidden}
#ssr-slot:not(:empty)~.after-slot{display:none}
.scroll-quiet{scrollbar-width:none}
/* Where one is in a row that is wider than a phone, in browsers that know it. */
.overflow-x-auto>:is([aria-current=page],[aria-pressed=true]){scroll-initial-target:nearest}
svg.lucide{flex-shrink:0}
#page-note{position:fixed;inset:auto 12px calc(12px + env(safe-area-inset-bottom));z-index:70;
  margin:0 auto;max-width:36rem;display:flex;flex-wrap:wrap;align-items:center;gap:4px 8px;
  padding:8px 8px 8px 16px;border:1px solid var(--line);border-radius:12px;box-shadow:var(--shadow);
  background:var(--raised);color:var(--ink);font-weight:500}
#page-note p{flex:1 1 14rem;margin:4px 0}
#page-note button{min-height:44px;padding:0 16px;border-radius:10px;font-weight:600;
  color:var(--accent-ink);background:var(--accent-soft)}
.tnum{font-variant-numeric:tabular-nums}
input[type=search]::-webkit-search-cancel-button{appearance:none;height:20px;width:20px;
  margin-right:2px;cursor:pointer;background:var(--muted);
  mask:var(--cross) center/contain no-repeat}
.skeleton{background:linear-gradient(90deg,var(--sunken) 25%,var(--line) 50%,var(--sunken) 75%);
  background-size:200% 100%;animation:shimmer 1.4s linear infinite;border-radius:8px}
@keyframes shimmer{from{background-position:200% 0}to{background-position:-200% 0}}
@keyframes rise{from{opacity:.5;transform:translateY(6px)}to{opacity:1;transform:none}}
.rise{animation:rise 160ms ease-out both}
:root[data-served] .rise{animation:none}
@media (prefers-reduced-motion: reduce){.rise{animation:none!important}
  *,*::before,*::after{animation-duration:.01ms!important;
  animation-iteration-count:1!important;transition:none!important;
  scroll-behavior:auto!important}}
"""
