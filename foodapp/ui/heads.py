"""What a page says of itself outside its body: to search engines, and where its address is sent.

https://ogp.me, https://developer.x.com/en/docs/x-for-websites/cards, and of languages
https://developers.google.com/search/docs/specialty/international/localized-versions
"""

import json
from dataclasses import dataclass, field
from typing import Any

from foodapp.kit.settings import settings
from foodapp.kit.words import Words, say, t
from foodapp.ui.markup import NOTHING, Html, element, joined

LANGUAGES = ("en",)  # each page is served in them; the first is for who speaks none
LOCALES = {"en": "en_GB"}
PICTURE = {"width": "1200", "height": "630", "type": "image/jpeg"}
LONGEST = 300  # characters of a description: what is longer is cut by whoever shows it


@dataclass(frozen=True)
class Head:
    """All plain text; escaped when written."""

    title: str
    description: str
    canonical: str  # absolute address; empty for a page that is none
    image: str = ""  # absolute address of a picture of 1200x630, for previews
    kind: str = "website"  # og:type
    json_ld: dict[str, Any] = field(default_factory=dict)  # schema.org; empty: none
    is_found: bool = True  # search engines may show it


def titled(words: Words | str) -> str:
    """With the brand at its end, as every title has it."""
    said = words if isinstance(words, str) else say(words)
    return say(t("{title} · {brand}", title=said, brand=settings().brand_name))


def tags(head: Head) -> Html:
    return joined(
        element("meta", name="description", content=described(head.description)),
        None if head.is_found else element("meta", name="robots", content="noindex, follow"),
        *_addresses(head),
        *_previews(head),
        WITHOUT_SCRIPTS,
    )


def described(text: str) -> str:
    """On one line, and cut between words."""
    line = " ".join(text.split())
    return (
        line if len(line) <= LONGEST else f"{line[:LONGEST].rpartition(' ')[0] or line[:LONGEST]}…"
    )


def _addresses(head: Head) -> list[Html]:
    """A page that search engines are told to leave out names no other languages either."""
    if not head.canonical:
        return []
    own = element("link", rel="canonical", href=head.canonical)
    if not head.is_found:
        return [own]
    others = [*LANGUAGES, "x-default"]
    return [own, *(_alternate(language, head.canonical) for language in others)]


def _alternate(language: str, canonical: str) -> Html:
    return element(
        "link", rel="alternate", hreflang=language, href=in_language(canonical, language)
    )


def in_language(address: str, language: str) -> str:
    """The same page in another language. There is one, which has no mark in its addresses."""
    return address


def _previews(head: Head) -> list[Html]:
    described_as = described(head.description)
    properties = {
        "og:title": head.title,
        "og:description": described_as,
        "og:url": head.canonical,
        "og:type": head.kind,
        "og:site_name": settings().brand_name,
        "og:locale": LOCALES[LANGUAGES[0]],
    }
    names = {
        "twitter:card": "summary_large_image" if head.image else "summary",
        "twitter:title": head.title,
        "twitter:description": described_as,
        "twitter:image": head.image,
        "twitter:image:alt": head.title if head.image else "",
    }
    if head.image:
        properties |= {"og:image": head.image, "og:image:alt": head.title}
        properties |= {f"og:image:{name}": value for name, value in PICTURE.items()}
    return [
        *(element("meta", property=one, content=said) for one, said in properties.items() if said),
        *(element("meta", name=one, content=said) for one, said in names.items() if said),
    ]


def data(head: Head) -> Html:
    """What it tells search engines as data: https://json-ld.org."""
    if not head.json_ld:
        return NOTHING
    return element("script", Html(json_for_html(head.json_ld)), type="application/ld+json")


def json_for_html(value: Any) -> str:
    """JSON that no text in it can break out of: neither the element nor the comment."""
    text = json.dumps(value, ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


# What only a script can do has its place, and is not seen without one.
SCRIPTED = "needs-script"
INSTEAD = "without-script"  # and what stands in its stead is seen only then
RULES = f".{SCRIPTED}{{visibility:hidden}}.{INSTEAD}{{display:block}}"
WITHOUT_SCRIPTS = joined(
    element("style", Html(f".{INSTEAD}{{display:none}}")),
    element("noscript", element("style", Html(RULES))),
)
