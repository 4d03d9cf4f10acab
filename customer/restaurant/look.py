"""How the page's pictures stand, said once for the live page and for the one the server writes."""

# Edge to edge on a phone.
HERO = (
    "edge max-sm:-mx-4 max-sm:-mt-4 max-sm:w-auto aspect-[5/3] sm:w-full"
    " sm:aspect-[2/1] lg:aspect-[3/1]"
)
# Text beside a picture on a phone, a card under its picture where there is room.
MENU = "grid grid-cols-1 gap-3 sm:grid-cols-2 sm:gap-4 xl:grid-cols-3"
DISH = (
    "flex w-full min-w-0 items-start gap-3 rounded-card border border-line bg-raised p-3"
    " text-left shadow-card disabled:opacity-60 sm:flex-col-reverse sm:justify-end sm:gap-0 sm:p-0"
)
# A word that is longer than the row is broken.
WORDS = "min-w-0 flex-1 [overflow-wrap:anywhere] sm:w-full sm:flex-none sm:p-3.5"
WORDS_ALONE = WORDS + " pr-14 sm:pr-14"  # free of the button, where no picture holds it
# Of a button on a dish: at the foot of its picture.
OVER_ALL = "pointer-events-none absolute inset-0"
OVER_THE_PICTURE = OVER_ALL + " sm:bottom-auto sm:aspect-[4/3]"
PICTURE = "w-28 sm:w-full top"

# Who it is
TOP = "flex items-start justify-between gap-3 pt-4"
RATING = "flex min-h-11 shrink-0 flex-col items-end justify-center rounded-xl px-2"
RATED = "flex items-center gap-1"
FACTS = "flex flex-wrap items-center gap-x-4 gap-y-1.5 pt-3 text-sm text-muted tnum"
FACT = "inline-flex items-center gap-1.5"
EXACT_FEE = "min-h-11 font-semibold text-accent-ink underline-offset-4 hover:underline"
WHY_NOT = "mt-4 flex gap-3 rounded-card bg-accent-soft px-4 py-3 text-accent-ink"

# The bar over the menu, which stays under the header
BAR = "sticky top-14 z-20 -mx-4 mt-4 flex flex-col gap-1 border-b border-line bg-ground px-4 pt-2"
SEARCH_ICON = "pointer-events-none absolute left-3 top-3 text-muted"
SEARCH_FIELD = (
    "min-h-11 w-full rounded-xl border border-line bg-raised pl-10 pr-3"
    " text-base text-ink placeholder:text-muted"
)
AVOIDING = "flex min-h-11 w-fit max-w-full items-center gap-2 text-sm font-medium text-accent-ink"
# As category_tabs.jsx draws them
TABS = "scroll-quiet relative -mx-4 flex gap-1 overflow-x-auto px-4"
TAB = (
    "inline-flex min-h-11 shrink-0 items-center border-b-2 px-3 text-sm font-semibold no-underline"
)
TAB_ON = TAB + " border-accent text-ink"
TAB_OFF = TAB + " border-transparent text-muted"

SECTIONS = "flex flex-col gap-8 pt-5"
SECTION = "scroll-mt-44"
DISH_NAME = "block font-semibold"
DISH_TEXT = "line-clamp-2 text-sm text-muted"
DISH_LINE = "flex flex-wrap items-center gap-2 pt-1.5 text-sm"
PRICE = "font-semibold tnum"
PLUS = (
    "pointer-events-auto absolute bottom-2 right-2 grid size-11 place-items-center rounded-full"
    " border border-line bg-raised text-accent-ink shadow-card"
)
ITEM = "relative flex min-w-0"

# Beside it
BESIDE = "flex items-start gap-8"
COLUMN = (
    "sticky top-20 hidden max-h-[calc(100dvh-6rem)] w-80 shrink-0 flex-col gap-3"
    " overflow-y-auto rounded-card border border-line bg-raised p-4 shadow-card lg:flex"
)
NOTHING_YET = "flex flex-col items-center gap-2 py-8 text-center"
