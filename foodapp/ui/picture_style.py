"""How a picture of food stands in its frame, and the sign that stands where there is none."""

LINES = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none'"
    " stroke='%23000' stroke-width='1.6' stroke-linecap='round' stroke-linejoin='round'%3E"
    "%3Cpath d='{path}'/%3E%3C/svg%3E"
)
SIGNS = {  # of lucide: utensils, cup-soda, ice-cream-cone
    "food": "M3 2v7c0 1.1.9 2 2 2h4a2 2 0 0 0 2-2V2M7 2v20M21 15V2a5 5 0 0 0-5 5v6c0 1.1.9 2 2 2"
    "h3Zm0 0v7",
    "drink": "m6 8 1.75 12.28a2 2 0 0 0 2 1.72h4.54a2 2 0 0 0 2-1.72L18 8M5 8h14M7 15a6.47 6.47 0 0"
    " 1 5 0 6.47 6.47 0 0 0 5 0M12 8l1-6h2",
    "sweet": "m7 11 4.08 10.35a1 1 0 0 0 1.84 0L17 11M17 7A5 5 0 0 0 7 7M17 7a2 2 0 0 1 0 4H7a2 2 0"
    " 0 1 0-4",
}
# The height follows the ratio, however high the row is that it stands in. Corners: square has none,
# edge has none on a phone, top has but the upper ones on a large screen.
RULES = """
.food-picture{position:relative;display:block;height:fit-content;overflow:hidden;flex-shrink:0;
  border-radius:12px;
  background:var(--sunken) center/cover no-repeat}
.food-picture img{position:absolute;inset:0;width:100%;height:100%;object-fit:cover}
.food-picture[data-cut] img{inset:6%;width:88%;height:88%;object-fit:contain}
.food-picture[data-cut],.food-picture[data-kind=neutral]{
  background:radial-gradient(circle at 50% 45%,var(--accent-soft),var(--sunken) 75%)}
.food-picture[data-kind=neutral]::after{content:"";position:absolute;inset:0;margin:auto;
  width:min(44%,56px);aspect-ratio:1;background:var(--accent-ink);opacity:.5;
  mask:var(--sign) center/contain no-repeat}
.food-picture.bare[data-cut]{background:none;overflow:visible}
.food-picture.bare[data-cut] img{inset:0;width:100%;height:100%}
.food-picture.bare[data-kind=neutral]{border-radius:50%}
.food-picture.square{border-radius:0}
@media (max-width:639.9px){.food-picture.edge{border-radius:0}}
@media (min-width:640px){.food-picture.top{border-radius:11px 11px 0 0}}
"""


def css() -> str:
    signs = (
        f'.food-picture[data-course={course}]{{--sign:url("{LINES.format(path=path)}")}}\n'
        for course, path in SIGNS.items()
    )
    return RULES + "".join(signs)
