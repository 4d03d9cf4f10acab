import reflex as rx

from foodapp.ui.kit import (
    button,
    card,
    checkbox,
    count,
    each,
    either,
    error_banner,
    field,
    heading,
    icon,
    icon_button,
    skeleton,
    tabs,
    text,
)
from foodapp.ui.map.live_map import live_map
from restaurant import addresses
from restaurant.delivery.state import DeliveryEditor, Step
from restaurant.layout import frame, page, page_head

SHAPES = [("circle", "A circle"), ("area", "An area I draw")]


@page(addresses.DELIVERY, "Delivery", DeliveryEditor.load)
def delivery() -> rx.Component:
    return frame(
        addresses.DELIVERY,
        DeliveryEditor.load,
        page_head("Delivery", "How far you deliver, what it costs, and from what order value."),
        rx.cond(
            DeliveryEditor.loaded,
            rx.el.form(
                _ways(),
                _reach(),
                _fees(),
                rx.el.div(
                    error_banner(DeliveryEditor.error),
                    button("Save", type="submit", class_name="min-w-40"),
                    class_name="flex flex-col items-start gap-3",
                ),
                on_submit=DeliveryEditor.save,
                key=DeliveryEditor.version,
                class_name="grid items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]"
                " lg:grid-rows-[auto_auto_1fr]",
            ),
            rx.cond(
                DeliveryEditor.error == "",
                skeleton(lines=8),
                error_banner(DeliveryEditor.error),
            ),
        ),
    )


def _ways() -> rx.Component:
    return card(
        heading("How guests get their food", level=2),
        checkbox("Delivered by a rider", "delivers", default_checked=DeliveryEditor.delivers),
        checkbox("Picked up here", "pickup", default_checked=DeliveryEditor.offers_pickup),
        rx.cond(
            DeliveryEditor.may_take_cash,
            checkbox("Cash at the door, too", "cash", default_checked=DeliveryEditor.takes_cash),
        ),
        field(
            rx.fragment("Minimum order for delivery, in ", DeliveryEditor.currency),
            "minimum",
            input_mode="decimal",
            default_value=DeliveryEditor.min_order,
            hint="0 for none.",
        ),
        class_name="flex flex-col gap-2",
    )


def _reach() -> rx.Component:
    return card(
        heading("How far", level=2),
        tabs(DeliveryEditor.shape, SHAPES, DeliveryEditor.choose_shape, "How far is said by"),
        rx.cond(DeliveryEditor.shape == "area", _drawing(), _radius()),
        rx.el.div(
            live_map(
                center=DeliveryEditor.centre,
                zoom=12,
                markers=DeliveryEditor.markers,
                area=either(
                    DeliveryEditor.shape == "area", DeliveryEditor.corners, DeliveryEditor.around
                ),
                corners=either(DeliveryEditor.shape == "area", DeliveryEditor.corners, []),
                picking=(DeliveryEditor.shape == "area") & DeliveryEditor.drawing,
                cooperative=True,
                height="clamp(20rem, 52vh, 34rem)",
                label="Where you deliver",
                on_map_click=DeliveryEditor.add_corner,
                on_corner_move=DeliveryEditor.move_corner,
            ),
            class_name="pt-1",
        ),
        class_name="flex flex-col gap-2 lg:sticky lg:top-20 lg:col-start-2 lg:row-span-3"
        " lg:row-start-1",
    )


def _radius() -> rx.Component:
    return field(
        "Up to how many kilometres, as the crow flies",
        "radius",
        input_mode="decimal",
        default_value=DeliveryEditor.radius_km,
        on_change=DeliveryEditor.try_radius,
        required=True,
        hint="0.2 to 20 km.",
    )


def _drawing() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            either(
                DeliveryEditor.drawing,
                "Tap the map corner by corner, all around where you deliver. With the keyboard:"
                " move the map with the arrows, Enter puts a corner in its middle.",
                "Drag a corner to move it. Guests within the border can order.",
            ),
            role="status",
            class_name="text-sm text-muted",
        ),
        rx.el.div(
            rx.cond(
                DeliveryEditor.drawing,
                button(
                    icon("check", 18),
                    "Close the border",
                    look="done",
                    on_click=DeliveryEditor.draw(False),
                    disabled=count(DeliveryEditor.corners) < 3,
                ),
                button(
                    icon("plus", 18),
                    "More corners",
                    look="quiet",
                    on_click=DeliveryEditor.draw(True),
                ),
            ),
            button(
                icon("undo-2", 18),
                "Undo",
                look="quiet",
                on_click=DeliveryEditor.undo,
                disabled=~DeliveryEditor.can_undo,
            ),
            button(
                "Start again",
                look="plain",
                on_click=DeliveryEditor.start_again,
                disabled=count(DeliveryEditor.corners) == 0,
            ),
            class_name="flex flex-wrap gap-2",
        ),
        class_name="flex flex-col gap-3",
    )


def _fees() -> rx.Component:
    return card(
        heading("What delivery costs", level=2),
        rx.el.p(
            "The first step that reaches the guest applies; beyond the last one its fee goes on.",
            class_name="text-muted",
        ),
        rx.el.div(
            each(DeliveryEditor.steps, _step),
            rx.cond(
                count(DeliveryEditor.steps) == 0,
                rx.el.p("Without steps, delivery is free.", class_name="py-2 text-muted"),
            ),
            class_name="flex w-full flex-col gap-3 pb-1",
        ),
        button("Add a step", look="quiet", on_click=DeliveryEditor.add_step),
        class_name="flex flex-col items-start gap-2",
    )


def _step(step: Step) -> rx.Component:
    return rx.el.div(
        field(
            "Up to km",
            "km-" + text(step.n),
            id="km-" + text(step.n),
            input_mode="decimal",
            default_value=step.km,
            required=True,
        ),
        field(
            rx.fragment("Fee in ", DeliveryEditor.currency),
            "fee-" + text(step.n),
            id="fee-" + text(step.n),
            input_mode="decimal",
            default_value=step.fee,
            required=True,
        ),
        icon_button(
            "trash-2",
            "Remove this step",
            on_click=DeliveryEditor.remove_step(step.n),
            class_name="mt-6 text-muted",
        ),
        key=step.n,
        class_name="grid w-full max-w-md grid-cols-[1fr_1fr_auto] gap-3",
    )
