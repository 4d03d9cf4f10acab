"""All that can happen, by name; and what is likely to, as an order stands. What is not likely
happens, too, and is refused."""

from tests.simulation import customers, kitchens, offices, outside, riders
from tests.simulation.stage import Stage

ACTS = {
    **customers.ACTS,
    **kitchens.ACTS,
    **riders.ACTS,
    **offices.ACTS,
    **outside.ACTS,
}
REFUNDS = (
    *("an admin refunds all", "an admin refunds some", "an admin refunds some"),
    *("an admin refunds a dish", "an admin approves", "an admin declines", "an admin tries again"),
    *("an admin turns it into credit", "a bank sends a refund back", "a bank disputes it"),
    "a bank decides",
)
COOKING = (
    *("the kitchen is ready", "the kitchen misses a dish", "the kitchen proposes another"),
    *("the kitchen proposes another", "the kitchen does not wait", "the kitchen needs longer"),
    *("the kitchen hands over", "the customer takes the substitute", "the customer leaves it out"),
    *("the customer cancels", "the customer comes for it", "a rider goes online"),
    *("a rider takes the offer", "a rider takes the offer", "a rider declines the offer"),
    *("the rider arrives", "the rider collects", "the rider gives it back", "an admin assigns"),
    *("an admin takes it away", "an admin cancels", "the kitchen cancels", "an admin takes over"),
    *("an admin hands back", "an admin refunds some", "a rider moves", "a bank disputes it"),
)
ENDED = (
    *(*REFUNDS, *REFUNDS, "the kitchen has it back", "an admin pays out", "an admin pays out"),
    *("an admin sends", "an admin drafts again", "the bank has paid", "the bank refuses"),
    *("the bank sends back", "an admin takes cash in", "the customer pays", "time passes"),
    *("the customer tips afterwards", "the customer tips by card", "the customer pays a tip"),
    "a bank has paid after all",
)
LIKELY = {
    "awaiting_payment": (
        *("the customer opens the page", "the customer pays", "the customer pays"),
        *("the customer comes back", "the customer cancels", "a job runs", "an admin cancels"),
        *("a bank has paid after all", "the customer taps a card", "the customer taps a card"),
        "the customer answers the bank",
    ),
    "placed": (
        *("the kitchen accepts", "the kitchen accepts", "the kitchen accepts"),
        *("the kitchen rejects", "the customer cancels", "an admin cancels", "time passes"),
        *("an admin takes over", "an admin hands back", "a job runs"),
    ),
    "accepted": COOKING,
    "ready": COOKING,
    "collected": (
        *("the rider hands over", "the rider finds nobody", "the rider could not"),
        *("the rider sees them come", "the rider types a wrong pin", "the rider is well"),
        *("a rider moves", "all jobs run", "time passes", *REFUNDS[:4]),
        *("a rider is at the door", "a rider is at the door", "an admin decides a doubt"),
    ),
}


def likely(stage: Stage, which: int) -> str:
    names = LIKELY.get(stage.now.status, ENDED)
    return names[which % len(names)]
