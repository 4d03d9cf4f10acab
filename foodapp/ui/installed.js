// What the app is beside its pages: the worker and its versions, the way onto the home screen, what
// is forgotten when somebody leaves. Loaded after the page has been painted; APP stands in front of
// it (foodapp/ui/pwa.py), and storage.js before it.
(() => {
  const PUT_AWAY = "install-put-away"; // in localStorage: when
  const AGAIN_MS = 60 * 24 * 3_600_000; // asked and not wanted: not for sixty days
  const LOOK_MS = 10 * 60_000;
  const SETTLED = /^\/(checkout|pay)(\/|$)|^\/restaurant\/?$/; // as in sw.js
  const PRIVATE = ["account", "pages"]; // caches, as in sw.js
  const COMES = /\/sign-in$|^\/sign-up$/; // nobody is signed in where somebody signs in
  const quietly = (why) => console.debug("app:", why);
  const worker = isSecureContext ? navigator.serviceWorker : undefined;

  /** Somebody pays, cooks or rides here: nothing is changed under their hands. */
  const isBusy = () => SETTLED.test(location.pathname) || document.getElementById("job") !== null;

  // -- the way onto the home screen -------------------------------------------------------------

  let offer = null;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // asked for at a better moment, by foodapp/ui/install.jsx
    offer = event;
    dispatchEvent(new CustomEvent("foodapp:install"));
  });
  addEventListener("appinstalled", () => {
    offer = null;
    dispatchEvent(new CustomEvent("foodapp:install"));
  });

  const isInstalled = () =>
    navigator.standalone === true || matchMedia("(display-mode: standalone)").matches;

  function wasPutAway() {
    try {
      const at = Number(localStorage.getItem(PUT_AWAY) ?? 0);
      return Date.now() - at < AGAIN_MS;
    } catch {
      return false;
    }
  }

  function putAway() {
    try {
      localStorage.setItem(PUT_AWAY, String(Date.now()));
    } catch {
      // For this page only.
    }
  }

  window.foodappInstall = {
    /** "prompt": the browser can ask; "apple": its person has to; empty: not now. */
    way() {
      if (isInstalled() || wasPutAway()) return "";
      if (offer) return "prompt";
      return /iPhone|iPad/.test(navigator.userAgent) ? "apple" : "";
    },
    putAway,
    async ask() {
      const asked = offer;
      offer = null;
      await asked?.prompt();
      if ((await asked?.userChoice)?.outcome !== "accepted") putAway();
    },
  };

  dispatchEvent(new CustomEvent("foodapp:install")); // deferred: the page may have asked before

  // -- the worker, and a version after this one -------------------------------------------------

  let mayReload = false;

  /** Whether the one that waits may begin: it asks all tabs. */
  function takeOver(waiting) {
    return new Promise((answer) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => answer(data);
      setTimeout(answer, 3_000, false);
      waiting.postMessage({ kind: "take over" }, [port2]);
    });
  }

  /** Said once it is there, where nobody is disturbed; done at a tap. */
  function offerUpdate(registration) {
    if (!registration.waiting || isBusy()) return;
    const update = () => {
      mayReload = true;
      takeOver(registration.waiting).then((may) => {
        if (may) return;
        mayReload = false;
        window.foodappNote("It waits until the order in your other window is done.", [["OK"]]);
      });
      return true;
    };
    window.foodappNote(`A new version of ${APP.name} is ready.`, [["Update", update], ["Later"]]);
  }

  function watch(registration) {
    // This page has just come from the server, so it is of the new version already.
    if (registration.waiting && !isBusy()) takeOver(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const coming = registration.installing;
      coming?.addEventListener("statechange", () => {
        if (coming.state === "installed" && worker.controller) offerUpdate(registration);
      });
    });
    let looked = Date.now();
    const look = () => {
      if (document.hidden || !navigator.onLine || Date.now() - looked < LOOK_MS) return;
      looked = Date.now();
      registration.update().then(() => offerUpdate(registration)).catch(quietly);
    };
    document.addEventListener("visibilitychange", look);
    setInterval(look, LOOK_MS);
  }

  function begin() {
    worker.addEventListener("controllerchange", () => mayReload && location.reload());
    worker.addEventListener("message", ({ data, ports }) => {
      if (data?.kind === "are you busy") ports[0].postMessage(isBusy());
    });
    worker.startMessages();
    worker.register("/sw.js", { scope: "/" }).then(watch).catch(quietly);
    // Where browsers have no sync of their own, a page that is online has what is kept sent.
    const send = () => navigator.onLine && worker.controller?.postMessage({ kind: "send" });
    addEventListener("online", send);
    send();
  }

  // -- what is kept of somebody ------------------------------------------------------------------

  async function forget() {
    if (!("caches" in window)) return;
    for (const name of PRIVATE) await caches.delete(name);
    await navigator.clearAppBadge?.();
  }

  addEventListener("submit", (event) => {
    const form = event.target;
    if (!new URL(form.action, location.href).pathname.startsWith("/api/auth/")) return;
    forget().catch(quietly);
    if (navigator.onLine || event.defaultPrevented) return;
    event.preventDefault();
    window.foodappNote("No network: please try again when it is back.", [["OK"]]);
  }, true);

  /** Prices of this morning are no promise: a page that was kept says how old it is. */
  function sayAge() {
    const at = Number(document.documentElement.dataset.keptAt);
    if (!at) return;
    const when = new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    const words = `No network: this page is as it was on ${when}. Prices and hours may have changed.`;
    const again = () => { location.reload(); return true; };
    window.foodappNote(words, [["Try again", again]]);
    addEventListener("online", () => location.reload(), { once: true });
  }

  // -- the manifest of whoever's page this is ------------------------------------------------------

  function ownManifest() {
    const whose = APP.manifests.find(([path]) => `${location.pathname}/`.startsWith(path === "/" ? path : `${path}/`));
    const link = document.querySelector("link[rel=manifest]");
    if (whose && link && link.getAttribute("href") !== whose[1]) link.setAttribute("href", whose[1]);
  }

  ownManifest();
  sayAge();
  if (COMES.test(location.pathname) && !document.documentElement.dataset.keptAt) forget().catch(quietly);
  if (!worker) return;
  const soon = () => (window.requestIdleCallback ?? setTimeout)(begin, { timeout: 3_000 });
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon);
})();
