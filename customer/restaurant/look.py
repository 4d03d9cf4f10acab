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
