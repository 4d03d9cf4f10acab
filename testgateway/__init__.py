"""A payment gateway to test against: it speaks Stripe's HTTP API and Razorpay's, has a payment
page of its own for each, sends signed webhooks, keeps its own books, and misbehaves on request.

It moves no money. Source of shapes and behaviour: docs.stripe.com/api, /testing, /webhooks,
/api/idempotent_requests (API version 2026-10-28).
"""
