// Runs before anything else on every page: it stands in the page itself (foodapp/ui/first_paint.py).
(() => {
  /** The pages come as HTML, and their buttons are drawn before React is there to hear them. A
      press in that moment is kept and given again, instead of doing nothing. What the browser does
      by itself (links, forms that are posted, the plain behaviours below) is left to it. */
  function keepEarlyPresses() {
    const PLAIN = "[data-open],[data-close],[data-copy],[data-reveal],[data-skip],[data-look-switch],[data-passkey]";
    const NAMES = ["id", "data-testid", "data-item", "data-slug", "data-cuisine"];
    const isAlive = () => Object.keys(document.body).some((key) => key.startsWith("__reactFiber"));
    // What the server wrote of its own never comes alive: the live page takes its place.
    const isWritten = (button) => button.closest("#ssr-slot") !== null;
    const sameAs = (button) =>
      NAMES.filter((name) => button.hasAttribute(name))
        .map((name) => `[${name}="${CSS.escape(button.getAttribute(name))}"]`)
        .join("");
    let pressed = null; // the last one only: people press again when nothing happens
    const giveAgain = () => {
      if (!isAlive() || (pressed.isConnected && isWritten(pressed))) return setTimeout(giveAgain, 20);
      const name = sameAs(pressed);
      const button = pressed.isConnected ? pressed : name && document.querySelector(`button${name}`);
      pressed = null;
      if (button) button.click();
    };
    const keep = (event) => {
      const button = event.target.closest?.("button");
      if (isAlive() && !document.getElementById("ssr-slot")?.childElementCount) {
        return removeEventListener("click", keep, true);
      }
      if (!button || (isAlive() && !isWritten(button))) return;
      if (button.closest("form[method=post],form[method=get]") || button.matches(PLAIN)) return;
      event.preventDefault(); // a form would go out with all it holds in the address
      if (!pressed) setTimeout(giveAgain, 20);
      pressed = button;
    };
    addEventListener("click", keep, true);
  }

  try {
    // 122 bits from the system's generator: Reflex would make the tab's token with Math.random.
    if (!sessionStorage.getItem("token")) sessionStorage.setItem("token", crypto.randomUUID());
    const look = localStorage.getItem("look"); // light, dark, or nothing: as the system says
    if (look === "light" || look === "dark") document.documentElement.dataset.look = look;
  } catch {
    // Storage may be closed to us (private modes); the page works without.
  }
  addEventListener("DOMContentLoaded", () => {
    // What the server wrote stays to the eye when the live page takes its place: nothing rises.
    const slot = document.getElementById("ssr-slot");
    if (slot?.childElementCount) document.documentElement.dataset.served = "";
  });
  addEventListener("click", (event) => {
    delete document.documentElement.dataset.served;
    // Plain behaviours for shared components: data-open="id" opens a <dialog>, data-close its own.
    const target = event.target instanceof Element ? event.target : null;
    const opener = target?.closest("[data-open]");
    if (opener) document.getElementById(opener.dataset.open)?.showModal?.();
    if (target?.closest("[data-close]") || target?.matches("dialog[open]")) {
      target.closest("dialog")?.close();
    }
    const copier = target?.closest("[data-copy]"); // what stands in that element, whole
    const told = copier && document.getElementById(copier.dataset.copy);
    if (told) {
      navigator.clipboard?.writeText(told.textContent).then(() => (copier.dataset.copied = ""));
    }
    const eye = target?.closest("[data-reveal]"); // shows a password while it is on
    const hidden = eye && document.getElementById(eye.dataset.reveal);
    if (hidden) {
      hidden.type = hidden.type === "password" ? "text" : "password";
      eye.setAttribute("aria-pressed", String(hidden.type === "text"));
    }
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(target) || target.closest("a")) menu.open = false;
    }
    const passkey = target?.closest("[data-passkey]");
    if (passkey) import("/passkeys.js").then((passkeys) => passkeys.run(passkey));
    if (target?.closest("[data-skip]")) document.getElementById("content")?.focus();
    if (target?.closest("[data-look-switch]")) {
      const root = document.documentElement;
      const dark = root.dataset.look
        ? root.dataset.look === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.look = dark ? "light" : "dark";
      root.style.colorScheme = root.dataset.look;
      try {
        localStorage.setItem("look", root.dataset.look);
        localStorage.setItem("theme", root.dataset.look); // Reflex's own name for it
      } catch {
        // Kept for this page only.
      }
    }
  });
  keepEarlyPresses();
  addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
