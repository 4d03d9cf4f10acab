// The page that stands in without a network: it says so, shows what is kept here of the order or the
// ride under way (foodapp/ui/kept.jsx), and takes a rider's presses into the same queue as the app.
// `queue` stands in front of it (foodapp/ui/pwa.py).
(() => {
  const ACCOUNT = "account", PAGES = "pages"; // as in sw.js
  const AGAIN_MS = 3_000;
  const LASTS_MS = 24 * 3_600_000; // longer no order and no ride is under way
  const REASONS = {
    nobody_there: "Nobody came to the door.",
    wrong_address: "The address could not be found.",
    refused: "The customer did not want it.",
    unsafe: "It was not safe to hand it over.",
    damaged: "The food was damaged on the way.",
  };
  const AFTER = { arrive: "at_restaurant", collect: "collected", at_door: "door", hand_over: "done", could_not_deliver: "done", give_back: "done" };

  /** Text is set as text: what is kept was typed by people. */
  function made(tag, more, ...inside) {
    const { data, ...rest } = more ?? {};
    const element = Object.assign(document.createElement(tag), rest);
    Object.assign(element.dataset, data);
    element.append(...inside.filter((one) => one !== "" && one != null));
    return element;
  }

  const line = (text, className = "") => (text ? made("p", { className }, text) : "");
  const phone = (number, whom) => (number ? made("p", {}, made("a", { href: `tel:${number}` }, `Call ${whom}`)) : "");
  const bag = (items, nameOf) => made("ul", {}, ...items.map((one) => made("li", {}, `${one.quantity} × ${nameOf(one)}`)));
  const withDetails = ({ name, details }) => (details ? `${name} (${details})` : name);
  const clock = (at) => new Date(at).toLocaleTimeString([], { timeStyle: "short" });

  const current = (kept) => (Date.now() - kept.at < LASTS_MS ? kept : null);

  async function keptAt(path) {
    try {
      const answer = await caches.match(path, { cacheName: ACCOUNT });
      return answer && current(await answer.json());
    } catch {
      return null; // storage is closed to us
    }
  }

  function order({ at, what }) {
    return [
      made("h2", { translate: false }, `${what.restaurant_name} · ${what.number}`),
      line(what.headline),
      line(what.pin && "Your code, to be said when you get your food:", "small"),
      what.pin ? made("p", { className: "code tnum", id: "kept-code", translate: false }, what.pin) : "",
      line(what.eta && `${what.eta_label}: ${what.eta}`),
      line(what.is_delivery ? what.address : `Pick up at ${what.restaurant_address}`),
      bag(what.lines, withDetails),
      line(what.total && `Total: ${what.total}`),
      phone(what.restaurant_phone, what.restaurant_name),
      line(`As it was at ${clock(at)}.`, "small"),
    ];
  }

  function ride(kept, presses) {
    const { at, what } = kept;
    const stage = presses.reduce((before, { verb }) => AFTER[verb] ?? before, what.status);
    return [
      made("h2", { translate: false }, what.number),
      ["assigned", "at_restaurant"].includes(stage) ? line(`Collect at ${what.restaurant}, ${what.restaurant_address}`) : "",
      line(`Bring to ${what.customer}, ${what.street}, ${what.city}`),
      line(what.address_note),
      line(what.cash && `Take ${what.cash} in cash.`),
      bag(what.contents, withDetails),
      phone(what.restaurant_phone, what.restaurant),
      line(presses.length ? `${presses.length === 1 ? "1 press" : `${presses.length} presses`} will be sent when the network is back.` : ""),
      ...steps(stage, kept),
      line(`As it was at ${clock(at)}.`, "small"),
    ];
  }

  /** What comes next, as on the rider's own screen. */
  function steps(stage, kept) {
    const say = (verb, said = "") => press(kept, verb, said);
    const step = (id, words, verb) => made("button", { id, type: "button", className: "press", onclick: () => say(verb) }, words);
    if (stage === "assigned") return [step("arrive", "I'm at the restaurant", "arrive")];
    if (stage === "at_restaurant") return [step("collect", "I have the food", "collect")];
    if (stage === "collected") return [step("at-door", "I'm at the door", "at_door"), inVain(say)];
    return stage === "door" ? [pin(say), inVain(say)] : [];
  }

  function pin(say) {
    const field = made("input", { id: "pin", inputMode: "numeric", autocomplete: "off", pattern: "[0-9]{4}", maxLength: 4, required: true, ariaLabel: "The customer's PIN" });
    const form = made("form", {}, made("label", { htmlFor: "pin" }, "The customer's PIN"), field, made("button", { className: "press" }, "Hand over"));
    form.onsubmit = (event) => {
      event.preventDefault();
      say("hand_over", field.value);
    };
    return form;
  }

  function inVain(say) {
    const reasons = Object.entries(REASONS).map(([reason, words]) =>
      made("button", { id: `reason-${reason}`, type: "button", className: "press quiet", onclick: () => say("could_not_deliver", reason) }, words));
    return made("details", {}, made("summary", {}, "I can't hand it over"), ...reasons);
  }

  async function press({ box, what }, verb, said) {
    const told = { id: queue.name(), box, verb, subject: what.id, said, at: Date.now() };
    try {
      const same = (await queue.pressesOf(box)).filter((one) => one.verb === verb && one.subject === what.id);
      await queue.keepPress(told, same.map((one) => one.id));
      await show();
    } catch {
      says("This browser keeps nothing for us: please press again when you have a network.");
    }
  }

  const says = (words) => (document.getElementById("says").textContent = words);

  async function show() {
    const kept = await keptAt(location.pathname.replace(/(.)\/+$/, "$1"));
    const place = document.getElementById("mine");
    if (kept?.kind === "order") place.replaceChildren(...order(kept).filter(Boolean));
    if (kept?.kind === "ride") {
      const presses = (await queue.pressesOf(kept.box).catch(() => [])).filter((one) => one.subject === kept.what.id);
      place.replaceChildren(...ride(kept, presses).filter(Boolean));
    }
    if (kept) says("This is what is kept on this device. It comes back to life as soon as you have a network.");
    await others();
  }

  /** What else can be read here without a network. */
  async function others() {
    const rows = [];
    for (const [name, words] of [[ACCOUNT, wordsOf], [PAGES, titleOf]]) {
      const cache = (await caches.has(name)) && (await caches.open(name));
      for (const request of cache ? await cache.keys() : []) {
        const { pathname, search } = new URL(request.url);
        if (pathname === location.pathname) continue;
        const title = await words(await cache.match(request));
        if (title) rows.push(made("li", {}, made("a", { href: pathname + search }, title)));
      }
    }
    const heading = made("h2", {}, "Kept on this device");
    document.getElementById("others").replaceChildren(...(rows.length ? [heading, made("ul", {}, ...rows)] : []));
  }

  async function wordsOf(answer) {
    const kept = current(await answer.json());
    if (!kept) return "";
    const { kind, what } = kept;
    return kind === "order" ? `${what.restaurant_name} · ${what.number}` : `Your ride · ${what.number}`;
  }

  const titleOf = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html").title;

  /** "online" says that there is an interface, not that anything answers: so ask, and go on asking. */
  async function look() {
    clearTimeout(look.again);
    try {
      await fetch("/offline", { method: "HEAD", cache: "no-store" });
      if (!document.activeElement?.value) return location.reload(); // nobody is typing
    } catch {
      // Not yet.
    }
    look.again = setTimeout(look, AGAIN_MS);
  }

  addEventListener("online", look);
  look.again = setTimeout(look, AGAIN_MS);
  show().catch((why) => console.debug("kept:", why));
})();
