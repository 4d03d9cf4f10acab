"""What may be wrong with a dish, in words."""

from foodapp.kit.words import t

FAULTS = {
    "missing": t("missing"),
    "wrong": t("not what was ordered"),
    "cold": t("cold"),
    "spilled": t("spilled"),
}
