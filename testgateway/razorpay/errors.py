"""Refusals in Razorpay's envelope (razorpay.com/docs/errors)."""

from testgateway.books import Obj
from testgateway.errors import Refused


def bad_request(description: str, field: str = "") -> Refused:
    return Refused(description, param=field or None, kept=False)


def unknown_id() -> Refused:
    return bad_request("The id provided does not exist")


def envelope(refused: Refused) -> Obj:
    is_ours = refused.status >= 500
    error: Obj = {
        "code": "SERVER_ERROR" if is_ours else "BAD_REQUEST_ERROR",
        "description": refused.message,
        "source": "NA" if is_ours else "business",
        "step": "NA" if is_ours else "payment_initiation",
        "reason": "NA" if is_ours else "input_validation_failed",
        "metadata": {},
    }
    if refused.param:
        error["field"] = refused.param
    return {"error": error}
