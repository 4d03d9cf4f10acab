"""A payment gateway to test against: it speaks Stripe's HTTP API, has a card page of its own,
sends signed webhooks, keeps its own books, and misbehaves on request.

It moves no money. Source of shapes and behaviour: docs.stripe.com/api, /testing, /webhooks,
/api/idempotent_requests (API version 2026-10-28).
"""
