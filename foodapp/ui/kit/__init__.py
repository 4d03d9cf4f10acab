"""Shared components: plain functions on rx.el with the tokens of foodapp.ui.theme."""

from foodapp.ui.kit.bottom_bar import PlaceOf, bottom_bar
from foodapp.ui.kit.charts import Bar, bar_chart, bars, line_chart, line_points
from foodapp.ui.kit.controls import (
    button,
    chip,
    icon_button,
    link,
    link_button,
    page_link,
    phone_link,
    phone_text,
    stepper,
    tabs,
    theme_switch,
)
from foodapp.ui.kit.fields import checkbox, field, select, text_area
from foodapp.ui.kit.icons import icon, star_choice, stars
from foodapp.ui.kit.lists import each
from foodapp.ui.kit.surfaces import (
    VERBATIM,
    badge,
    brand,
    card,
    closes,
    dialog,
    dotted,
    empty_state,
    error_banner,
    heading,
    money,
    opens,
    page_frame,
    plain_dialog,
    skeleton,
    stat,
    timeline,
)
from foodapp.ui.kit.tables import Column, cards, table, top_line
from foodapp.ui.kit.values import (
    cases,
    count,
    either,
    has,
    is_set,
    join,
    no,
    phrase,
    some,
    text,
    up_to,
)

__all__ = [
    "VERBATIM", "Bar", "Column", "PlaceOf", "badge", "bar_chart", "bars", "bottom_bar", "brand",
    "button", "card", "cards", "cases", "checkbox", "chip", "closes", "count", "dialog", "dotted",
    "each", "either", "empty_state", "error_banner", "field", "has", "heading", "icon",
    "icon_button", "is_set", "join", "line_chart", "line_points", "link", "link_button", "money",
    "no", "opens", "page_frame", "page_link", "phone_link", "phone_text", "phrase", "plain_dialog",
    "select", "skeleton", "some", "star_choice", "stars", "stat", "stepper", "table", "tabs",
    "text", "text_area", "theme_switch", "timeline", "top_line", "up_to",
]  # fmt: skip
