import reflex as rx

from foodapp.ui.kit import icon


def report_line(reports: str) -> rx.Component:
    """What customers say of a picture, beside it; nothing where nobody has said anything."""
    return rx.cond(
        reports != "",
        rx.el.p(
            icon("flag", size=14, class_name="shrink-0"),
            reports,
            class_name="flex items-center gap-1 text-xs font-medium text-act",
        ),
    )
