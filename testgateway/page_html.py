"""What the card page looks like. Plain HTML and CSS; it works without scripts."""

from html import escape

from testgateway import amount_rules
from testgateway.books import Obj

DIGITS = ' inputmode="numeric"'
STYLE = """
:root { color-scheme: light dark; --ground:#f6f5f2; --card:#fff; --ink:#1d1b18; --soft:#5f5a52;
  --line:#d8d3ca; --accent:#8a4b00; --on:#fff; --bad:#a8231a; --badbg:#fdecea; }
@media (prefers-color-scheme: dark) { :root { --ground:#161412; --card:#211e1b; --ink:#f3efe9;
  --soft:#b3aca1; --line:#48423a; --accent:#f2b04c; --on:#241600; --bad:#ffb4ab;
  --badbg:#3d1613; } }
* { box-sizing:border-box }
body { margin:0; background:var(--ground); color:var(--ink);
  font:16px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif }
main { max-width:980px; margin:0 auto; padding:24px 16px 48px; display:grid; gap:24px }
@media (min-width:860px) { main { grid-template-columns:1fr 440px; gap:72px; padding-top:88px } }
.back { color:var(--soft); text-decoration:none; display:inline-flex; min-height:44px;
  align-items:center; gap:8px }
.back:hover { text-decoration:underline }
.test { font-size:12px; font-weight:600; padding:2px 8px; border-radius:6px; margin-left:8px;
  background:var(--accent); color:var(--on) }
h1 { font-size:16px; font-weight:500; color:var(--soft); margin:8px 0 0 }
.amount { font-size:40px; line-height:1.2; font-weight:650; letter-spacing:-.02em;
  font-variant-numeric:tabular-nums; margin:0 0 20px }
.lead { font-size:20px; margin:4px 0 20px }
dl { margin:0; display:grid; grid-template-columns:1fr auto; gap:10px 0; font-size:15px }
dt { min-width:0; overflow-wrap:anywhere }
dd { margin:0; padding-left:24px; text-align:right; font-variant-numeric:tabular-nums }
dt.sum, dd.sum { font-weight:600; border-top:1px solid var(--line); padding-top:10px }
.card { background:var(--card); border:1px solid var(--line); border-radius:12px; padding:24px;
  box-shadow:0 1px 3px rgb(0 0 0/.06) }
.card h1, .card h2 { font-size:18px; font-weight:600; color:inherit; margin:0 0 16px }
label { display:block; font-size:14px; font-weight:500; margin:0 0 6px }
.field { margin-bottom:16px } .two { display:grid; grid-template-columns:1fr 1fr; gap:12px }
input { width:100%; min-height:48px; padding:10px 12px; font:inherit; color:var(--ink);
  font-variant-numeric:tabular-nums; background:var(--card); border:1px solid var(--line);
  border-radius:8px }
input[aria-invalid=true] { border-color:var(--bad) }
:focus-visible { outline:3px solid var(--accent); outline-offset:2px }
button { width:100%; min-height:48px; border-radius:8px; font:inherit; font-weight:600;
  cursor:pointer; border:1px solid var(--accent); background:var(--accent); color:var(--on) }
button:hover { filter:brightness(1.08) }
button.second { background:transparent; color:var(--ink); border-color:var(--line);
  margin-top:12px }
.error { background:var(--badbg); color:var(--bad); border-radius:8px; padding:12px 14px;
  margin:0 0 16px; font-weight:500 }
.hint, .foot { color:var(--soft); font-size:13px; margin:16px 0 0 }
.hint code { font-variant-numeric:tabular-nums; white-space:nowrap }
.second-form { margin-top:24px }
main.alone { display:block; max-width:440px; margin:0 auto; padding:72px 16px }
"""


def document(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head><body>{body}</body></html>"
    )


def card_page(session: Obj, merchant: str, *, error: str = "", field: str = "") -> str:
    amount = amount_rules.shown(session["amount_total"], session["currency"])
    return document(
        f"Pay {merchant}",
        f"<main><section>{_back(session, merchant)}<h1>Pay {escape(merchant)}</h1>"
        f'<p class="amount">{escape(amount)}</p>{_lines(session, amount)}</section>'
        f'<form class="card" method="post" action="/pay/{session["id"]}"><h2>Pay with card</h2>'
        f"{problem(error)}{card_fields(field)}"
        f'<button type="submit">Pay {escape(amount)}</button>'
        '<p class="hint">Test cards: <code>4242 4242 4242 4242</code> pays,'
        " <code>4000 0000 0000 0002</code> is declined, <code>4000 0025 0000 3155</code> asks for"
        " 3-D Secure. Any future date, any CVC. No money moves.</p></form></main>",
    )


def save_page(session: Obj, merchant: str, *, error: str = "", field: str = "") -> str:
    return document(
        f"Save a card with {merchant}",
        f"<main><section>{_back(session, merchant)}<h1>Save a card with {escape(merchant)}</h1>"
        '<p class="lead">Next time you pay in one tap. Nothing is charged now.</p></section>'
        f'<form class="card" method="post" action="/pay/{session["id"]}"><h2>Your card</h2>'
        f'{problem(error)}{card_fields(field)}<button type="submit">Save card</button>'
        '<p class="hint">Test cards: <code>4242 4242 4242 4242</code> can be saved,'
        " <code>4000 0000 0000 0341</code> is saved and declines later,"
        " <code>4000 0027 6000 3184</code> asks for 3-D Secure every time. Any future date, any"
        " CVC. No money moves.</p></form></main>",
    )


def card_fields(wrong: str) -> str:
    return (
        f"{field('number', 'Card number', '1234 1234 1234 1234', 'cc-number', wrong, keys=DIGITS)}"
        '<div class="two">'
        f"{field('expiry', 'Expiry (MM / YY)', 'MM / YY', 'cc-exp', wrong, keys=DIGITS)}"
        f"{field('cvc', 'Security code (CVC)', 'CVC', 'cc-csc', wrong, keys=DIGITS)}</div>"
        f"{field('name', 'Name on card', 'Full name', 'cc-name', wrong)}"
    )


def _back(session: Obj, merchant: str) -> str:
    badge = '<span class="test">TEST</span>'
    if not session["cancel_url"]:
        return badge
    url = escape(session["cancel_url"])
    return f'<a class="back" href="{url}">← Back to {escape(merchant)}</a>{badge}'


def _lines(session: Obj, amount: str) -> str:
    rows = []
    for line in session["_lines"]:
        times = f"{line['quantity']} × " if line["quantity"] > 1 else ""
        price = amount_rules.shown(line["amount_total"], line["currency"])
        rows.append(f"<dt>{times}{escape(line['description'])}</dt><dd>{escape(price)}</dd>")
    rows.append(f'<dt class="sum">Total</dt><dd class="sum">{escape(amount)}</dd>')
    return f"<dl>{''.join(rows)}</dl>"


def problem(error: str) -> str:
    return f'<p class="error" role="alert" id="problem">{escape(error)}</p>' if error else ""


def field(name: str, label: str, example: str, fills: str, wrong: str, *, keys: str = "") -> str:
    bad = ' aria-invalid="true" aria-describedby="problem"' if wrong == name else ""
    return (
        f'<div class="field"><label for="{name}">{label}</label><input id="{name}" name="{name}"'
        f' placeholder="{example}" autocomplete="{fills}"{keys}{bad} required maxlength="100">'
        "</div>"
    )


def bank_page(merchant: str, amount: str) -> str:
    """amount: empty where a card is only saved."""
    what = f"pays <strong>{escape(amount)}</strong> to" if amount else "saves this card with"
    return document(
        "Your bank asks",
        '<main class="alone"><form class="card" method="post"><h1>3-D Secure</h1>'
        f"<p>Your bank wants to know whether it is you who {what} {escape(merchant)}.</p>"
        '<button name="answer" value="complete">Complete</button>'
        '<button class="second" name="answer" value="fail">Fail</button>'
        '<p class="foot">This is a test page. No money moves.</p></form></main>',
    )


def notice(title: str, text: str, back: str | None = None) -> str:
    link = f'<p><a class="back" href="{escape(back)}">← Go back</a></p>' if back else ""
    return document(
        title,
        f'<main class="alone"><div class="card"><h1>{escape(title)}</h1><p>{escape(text)}</p>{link}'
        "</div></main>",
    )
