// Passkeys (WebAuthn, Level 3): what a button with data-passkey does. preset.js loads it when one is
// pressed. data-passkey: "sign-in", "second-step", "add" or "prove"; data-says: the element that
// shows what went wrong; data-then: the button that is pressed when it went well.

class Refused extends Error {}

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

async function ask(path, body = {}) {
  const answer = await fetch(`/api/auth/passkeys/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Refused(told.error);
  return told;
}

async function made(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: named(options.excludeCredentials),
  };
  const { id, rawId, type, response } = await navigator.credentials.create({ publicKey });
  const { clientDataJSON, attestationObject } = response;
  return written(id, rawId, type, { clientDataJSON, attestationObject });
}

async function signed(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: named(options.allowCredentials),
  };
  const { id, rawId, type, response } = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return written(id, rawId, type, { clientDataJSON, authenticatorData, signature, userHandle });
}

function written(id, rawId, type, response) {
  const parts = Object.entries(response).filter(([, value]) => value);
  return {
    id, type, rawId: text(rawId),
    response: Object.fromEntries(parts.map(([name, value]) => [name, text(value)])),
  };
}

/** What went wrong, in a sentence. */
function reason(wrong) {
  if (wrong instanceof Refused) return wrong.message;
  if (wrong.name === "InvalidStateError") return "This device has a passkey here already.";
  if (wrong.name === "NotAllowedError") return "Nothing was chosen. Please try again.";
  return "Passkeys do not work in this browser, or not at this address.";
}

export async function run(button) {
  const { passkey: kind, persona, next, says, then } = button.dataset;
  const told = document.getElementById(says);
  if (told) told.textContent = "";
  button.disabled = true;
  try {
    const options = await ask(`${kind}/options`);
    const answer = kind === "add" ? await made(options) : await signed(options);
    const done = await ask(kind, { answer, persona, next });
    if (then) document.getElementById(then)?.click();
    else location.assign(done.next);
  } catch (wrong) {
    if (told) told.textContent = reason(wrong);
  } finally {
    button.disabled = false;
  }
}
