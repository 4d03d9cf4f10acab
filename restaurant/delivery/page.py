import reflex as rx

from foodapp.ui.kit import (
    button,
    card,
    checkbox,
    error_banner,
    field,
    heading,
    icon_button,
    skeleton,
)
from foodapp.ui.map.live_map import live_map
from restaurant.delivery.state import DeliveryEditor, Step
from restaurant.layout import frame, page_head
from restaurant.state import Shell


@rx.page(
    route="/restaurant/delivery",
    title="Delivery",
    image="/icon-512.png",
    on_load=[Shell.load, DeliveryEditor.load],
)
def delivery() -> rx.Component:
    return frame(
        "/restaurant/delivery",
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
                    class_name="flex flex-col items-start gap-3 lg:col-span-2",
                ),
                on_submit=DeliveryEditor.save,
                key=DeliveryEditor.version,
                class_name="grid items-start gap-4 lg:grid-cols-2",
            ),
            rx.cond(
                DeliveryEditor.error == "",
                skeleton(lines=8),
                error_banner(DeliveryEditor.error),
            ),
        ),
    )


def _ways():
    return card(
        heading("How guests get their food", level=2),
        checkbox("Delivered by a rider", "delivers", default_checked=DeliveryEditor.delivers),
        checkbox("Picked up here", "pickup", default_checked=DeliveryEditor.offers_pickup),
        field(
            rx.fragment("Minimum order for delivery, in ", DeliveryEditor.currency),
            "minimum",
            input_mode="decimal",
            default_value=DeliveryEditor.min_order,
            hint="0 for none.",
        ),
        class_name="flex flex-col gap-2",
    )


def _reach():
    return card(
        heading("How far", level=2),
        rx.cond(
            DeliveryEditor.has_area,
            rx.el.div(
                rx.el.p("Your area is drawn as a shape.", class_name="text-muted"),
                checkbox("Use a circle instead", "circle"),
            ),
        ),
        field(
            "Up to how many kilometres, as the crow flies",
            "radius",
            input_mode="decimal",
            default_value=DeliveryEditor.radius_km,
            required=True,
            hint="0.2 to 20 km.",
        ),
        live_map(
            center=DeliveryEditor.centre,
            zoom=DeliveryEditor.zoom,
            markers=DeliveryEditor.markers,
            route=DeliveryEditor.border,
            fit=False,
            cooperative=True,
            height="18rem",
            label="Where you deliver",
        ),
        class_name="flex flex-col gap-2",
    )


def _fees():
    return card(
        heading("What delivery costs", level=2),
        rx.el.p(
            "The first step that reaches the guest applies; beyond the last one its fee goes on.",
            class_name="text-muted",
        ),
        rx.el.div(
            rx.foreach(DeliveryEditor.steps, _step),
            rx.cond(
                DeliveryEditor.steps.length() == 0,
                rx.el.p("Without steps, delivery is free.", class_name="py-2 text-muted"),
            ),
            class_name="flex flex-col",
        ),
        button("Add a step", look="quiet", on_click=DeliveryEditor.add_step),
        class_name="flex flex-col items-start gap-2 lg:col-span-2",
    )


def _step(step: Step):
    return rx.el.div(
        field(
            "Up to km",
            "km-" + step.n.to_string(),
            id="km-" + step.n.to_string(),
            input_mode="decimal",
            default_value=step.km,
            required=True,
        ),
        field(
            rx.fragment("Fee in ", DeliveryEditor.currency),
            "fee-" + step.n.to_string(),
            id="fee-" + step.n.to_string(),
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
