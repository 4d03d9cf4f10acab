// Before anything else: what a browser keeps may be closed to us (private modes, rules of a company)
// or full. Then this page remembers by itself, in the same form, so that nobody has to ask; and when
// a script of ours is gone from the server, the page comes again once. Part of preset.js.
(() => {
  const TOLD = "Your browser keeps nothing for this page. You can order; what you chose on this screen is forgotten when you close it.";
  const KEPT_MS = 60_000;

  /** What Storage does, for as long as this page is open; `known` is what could still be read. */
  function memory(known) {
    const held = new Map(known);
    return {
      get length() { return held.size; },
      key: (n) => [...held.keys()][n] ?? null,
      getItem: (name) => held.get(String(name)) ?? null,
      setItem: (name, value) => void held.set(String(name), String(value)),
      removeItem: (name) => void held.delete(String(name)),
      clear: () => held.clear(),
    };
  }

  function readable(storage) {
    try {
      return Object.keys(storage).map((name) => [name, storage.getItem(name)]);
    } catch {
      return [];
    }
  }

  function works(name) {
    try {
      window[name].setItem("foodapp.probe", "1");
      window[name].removeItem("foodapp.probe");
      return true;
    } catch {
      return false;
    }
  }

  function standIn(name) {
    let storage = null;
    try {
      storage = window[name];
    } catch {
      // Closed: not even to be named.
    }
    try {
      Object.defineProperty(window, name, { configurable: true, value: memory(readable(storage)) });
    } catch (why) {
      console.debug("storage:", why);
    }
  }

  const closed = ["localStorage", "sessionStorage"].filter((name) => !works(name));
  closed.forEach(standIn);

  /** One line over the page, until it is put away. React knows nothing of it: body's last child. */
  function tell(words, more) {
    document.getElementById("page-note")?.remove();
    const note = document.createElement("div");
    note.id = "page-note";
    note.setAttribute("role", "status");
    note.append(Object.assign(document.createElement("p"), { textContent: words }));
    for (const [text, act] of more) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
      button.onclick = () => { if (act?.() !== true) note.remove(); };
      note.append(button);
    }
    document.documentElement.append(note);
    return note;
  }
  window.foodappNote = tell;

  addEventListener("load", () => {
    if (closed.length) tell(TOLD, [["OK"]]);
  });

  /** An open tab asks for scripts of its own version. Where the server has none any more it is
      loaded anew: once, then it says so. What a reload did not mend, the next would not. */
  let isAgain = false;
  function lost() {
    if (isAgain) return;
    isAgain = true;
    const [way] = performance.getEntriesByType("navigation");
    if (way?.type === "reload" && performance.now() < KEPT_MS) {
      const again = () => { location.reload(); return true; };
      tell("This page could not be loaded completely. Please try again in a moment.", [["Try again", again]]);
    } else if (navigator.onLine) {
      location.reload();
    } else {
      isAgain = false; // without a network nothing is lost
    }
  }
  addEventListener("error", ({ target }) => {
    const isScript = target instanceof HTMLScriptElement;
    if (!isScript && !(target instanceof HTMLLinkElement && /stylesheet|modulepreload/.test(target.rel))) return;
    const address = isScript ? target.src : target.href; // none: a module that imports what is gone
    if (!address || new URL(address).pathname.startsWith("/assets/")) lost();
  }, true);
  addEventListener("vite:preloadError", (event) => {
    event.preventDefault();
    lost();
  });
})();
