// Runs before anything else on every page.
(() => {
  try {
    // 122 bits from the system's generator: Reflex would make the tab's token with Math.random.
    if (!sessionStorage.getItem("token")) sessionStorage.setItem("token", crypto.randomUUID());
    const look = localStorage.getItem("look"); // light, dark, or nothing: as the system says
    if (look === "light" || look === "dark") document.documentElement.dataset.look = look;
  } catch {
    // Storage may be closed to us (private modes); the page works without.
  }
  addEventListener("click", (event) => {
    // Plain behaviours for shared components: data-open="id" opens a <dialog>, data-close its own.
    const target = event.target instanceof Element ? event.target : null;
    const opener = target?.closest("[data-open]");
    if (opener) document.getElementById(opener.dataset.open)?.showModal?.();
    if (target?.closest("[data-close]") || target?.matches("dialog[open]")) {
      target.closest("dialog")?.close();
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
  addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  if ("serviceWorker" in navigator && isSecureContext) {
    addEventListener("load", () => navigator.serviceWorker.register("/sw.js", { scope: "/" }));
  }
})();
