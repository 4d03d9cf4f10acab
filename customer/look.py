"""How cards, rows and chips stand, said once for the live pages and for those the server writes."""

ROW = "-mx-4 flex snap-x scroll-px-4 gap-3 overflow-x-auto px-4 pb-3 scroll-quiet"
TIGHT_ROW = ROW + " !gap-2 !pb-0"
GRID = "grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3"
CARD = (
    "group flex flex-col overflow-hidden rounded-card border border-line bg-raised text-ink"
    " shadow-card no-underline transition-transform duration-150 hover:-translate-y-0.5"
)

# A restaurant
WHOLE_CARD = CARD + " w-full"
PICTURE = "w-full square"
PALE = "w-full square opacity-60 grayscale"  # of one that is closed
CARD_WORDS = "flex flex-col gap-0.5 px-3.5 py-3"
CARD_TOP = "flex items-center justify-between gap-2"
CARD_NAME = "min-w-0 truncate font-semibold"
CUISINES = "truncate text-sm text-muted empty:hidden"
FACTS = "flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted tnum"
FACT = "inline-flex items-center gap-1 whitespace-nowrap"
RATING = (
    "inline-flex shrink-0 items-center gap-1 rounded-full bg-sunken px-2 py-0.5"
    " text-sm font-semibold tnum"
)
STAR = "fill-current text-accent"
NEW = "shrink-0 text-sm font-medium text-muted"
ON_THE_PICTURE = "absolute left-2 top-2 flex flex-wrap gap-1.5 pr-2"
TAG = "rounded-full px-2.5 py-1 text-xs font-semibold shadow-card"
NOTE_TAG = TAG + " bg-raised text-ink"
BUSY_TAG = TAG + " bg-act-soft text-act"
OFFER_TAG = TAG + " bg-accent-soft text-accent-ink"
FREE_TAG = TAG + " bg-done-soft text-done"

# One in a row that scrolls sideways
SMALL_CARD = (
    "flex w-64 shrink-0 snap-start items-center gap-3 rounded-card border"
    " border-line bg-raised p-2.5 text-ink no-underline shadow-card"
)
SMALL_NAME = "block truncate font-semibold"
SMALL_NOTE = "block truncate text-sm text-muted tnum"

# A dish in a row that scrolls sideways
TILE = CARD + " w-44 shrink-0 snap-start sm:w-52"
TILE_PICTURE = "w-full square"
TILE_WORDS = "flex flex-col px-2.5 py-3"
TILE_NAME = "block truncate font-semibold"
TILE_WHERE = "block truncate text-sm text-muted"
TILE_PRICE_LINE = "block truncate pt-1 text-sm"
PRICE = "font-medium tnum"
REASON = "flex items-center gap-1 text-xs font-semibold text-accent-ink tnum"

# A dish in a list
DISH_ROW = (
    "flex items-start gap-3 rounded-card border border-line bg-raised p-3"
    " text-ink no-underline shadow-card"
)
DISH_LIST = "grid gap-3 md:grid-cols-2"
DISH_WORDS = "min-w-0 flex-1"
DISH_NAME = "block font-semibold [overflow-wrap:anywhere]"
DISH_TEXT = "line-clamp-1 text-sm text-muted"
DISH_LINE = "flex min-w-0 items-center gap-2 pt-1 text-sm"
DISH_NOTE = "block text-sm font-medium text-act"
DISH_PICTURE = "w-28"
DISH_PALE = "w-28 opacity-60 grayscale"  # the picture alone is paler: what stands beside it is read

# A cuisine's chip
CUISINE_CHIP = (
    "flex w-20 shrink-0 snap-start flex-col items-center gap-1 rounded-card border"
    " border-transparent px-1 py-2 text-ink no-underline hover:bg-sunken"
)
CUISINE_CHIP_ON = (
    "flex w-20 shrink-0 snap-start flex-col items-center gap-1 rounded-card border"
    " border-accent bg-accent-soft px-1 py-2 text-accent-ink no-underline"
)
CUISINE_NAME = "line-clamp-2 max-w-full text-xs leading-4 font-medium"

# A town
TOWNS = "flex flex-col gap-1 pt-4"
TOWN_GRID = "grid gap-3 pt-2 sm:grid-cols-2 lg:grid-cols-3"
TOWN = (
    "flex min-h-16 items-center gap-3 rounded-card border border-line bg-raised px-4"
    " py-3 text-left text-ink no-underline shadow-card hover:bg-sunken"
)
TOWN_WORDS = "min-w-0 flex-1"
TOWN_NAME = "block truncate font-semibold"
TOWN_COUNT = "block text-sm text-muted"
SMALL_TOWN = (
    "inline-flex min-h-11 shrink-0 snap-start items-center rounded-full border border-line"
    " bg-raised px-4 text-sm font-medium text-ink no-underline hover:bg-sunken"
)
SMALL_TOWN_ON = (
    "inline-flex min-h-11 shrink-0 snap-start items-center rounded-full border"
    " border-accent bg-accent-soft px-4 text-sm font-semibold text-accent-ink no-underline"
)

# Sections
FOUND = "flex flex-col gap-6 pt-4"
LISTS = "flex flex-col gap-8"
SECTION = "flex flex-col gap-3"
CLOSE_SECTION = "flex flex-col gap-2"
SECTION_TOP = "flex items-center gap-2"
ORDER = "min-h-11 min-w-0 rounded-xl border border-line bg-raised px-2 text-sm font-medium text-ink"
SECTION_NOTE = "text-sm text-muted"
MORE = "flex justify-center"
LEFT = "font-normal text-muted tnum"
SEARCH_FIELD = (
    "min-h-12 w-full rounded-xl border border-line bg-raised pl-11 pr-3"
    " text-base text-ink shadow-card placeholder:text-muted"
)
SEARCH_ICON = "pointer-events-none absolute left-3.5 top-3.5 text-muted"

# What is in a dish that somebody avoids
MARKS = "flex flex-wrap gap-1 py-0.5 empty:hidden"
GRAVE_MARK = "inline-flex gap-1 rounded-lg bg-act px-2 py-0.5 text-xs font-semibold text-ground"
MARK = "inline-flex gap-1 rounded-lg bg-act-soft px-2 py-0.5 text-xs font-semibold text-act"

# Where there is nothing
SIGN = "grid size-16 place-items-center rounded-full bg-accent-soft text-accent-ink"
EMPTY = "flex flex-col items-center gap-3 py-12 text-center sm:py-20"
EMPTY_TEXT = "max-w-sm text-balance text-muted empty:hidden"

# A cuisine's page
CUISINE_PAGE = "flex flex-col gap-5"
BACK = "inline-flex min-h-11 items-center gap-1 text-sm font-medium text-accent-ink no-underline"

# The search
FILTERS = "-mx-4 flex gap-2 overflow-x-auto px-4 py-3 scroll-quiet"
TICKED = (  # a chip that is a box to tick
    "border-line bg-raised text-ink cursor-pointer has-[:checked]:border-accent"
    " has-[:checked]:bg-accent-soft has-[:checked]:text-accent-ink"
    " has-[:focus-visible]:outline-3 has-[:focus-visible]:outline-accent-ink"
)
LEGEND = "text-sm font-medium"
ALLERGENS = "flex flex-wrap gap-2 pt-2"
ALLERGEN_NOTE = "pt-2 text-sm text-muted"
ALLERGEN_BOX = "rounded-card bg-sunken p-3"
IDEAS = "flex flex-wrap gap-2"
IDEA = (
    "inline-flex min-h-11 items-center rounded-full border border-line"
    " bg-raised px-4 text-sm font-medium text-ink no-underline"
)
