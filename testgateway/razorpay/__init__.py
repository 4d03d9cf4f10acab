"""The same gateway, speaking Razorpay's HTTP under /razorpay/v1.

Source of shapes and behaviour: razorpay.com/docs/api (orders, payments, refunds, disputes),
/webhooks, /payments/refunds/auto-refunds, /payments/payments/late-authorisation.
"""
