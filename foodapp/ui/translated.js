// A browser that translates a page takes the texts away that React holds on to, and puts
// <font><font>words</font></font> in their place. React then removes what is no longer there and
// the page dies, or writes news into a text that nobody sees. Here each text knows what stands for
// it: what React does to the text is done to that, and news puts the text itself back (the browser
// translates it again). See facebook/react issue 11538.
(() => {
  const standIns = new WeakMap(); // a text that was taken away -> what is in its place
  const texts = new WeakMap(); // the same, from there
  const { removeChild, insertBefore, appendChild, replaceChild } = Node.prototype;
  const isText = (node) => node?.nodeType === Node.TEXT_NODE;
  const isFont = (node) => node?.nodeName === "FONT";
  let latest = null; // the record of a text that left without anything in its place, yet

  function stands(node, text) {
    standIns.set(text, node);
    texts.set(node, text);
  }

  function note(records) {
    for (const record of records) {
      const free = [...record.addedNodes, record.previousSibling, record.nextSibling].filter(
        (node) => isFont(node) && !texts.has(node),
      );
      for (const gone of record.removedNodes) {
        const text = texts.get(gone) ?? (isText(gone) ? gone : null);
        if (!text || gone.parentNode || text.parentNode) continue;
        const heir = free.shift() ?? (texts.has(gone) ? record.addedNodes[0] : null);
        if (heir) stands(heir, text);
        latest = heir ? null : { text, record };
      }
      const came = latest && free[0];
      if (came && isSamePlace(record, latest.record)) {
        if (!latest.text.parentNode) stands(came, latest.text);
        latest = null;
      }
    }
  }

  /** Whether one record filled the gap that the other left. */
  function isSamePlace(one, other) {
    return (
      one !== other &&
      one.target === other.target &&
      one.previousSibling === other.previousSibling &&
      one.nextSibling === other.nextSibling
    );
  }

  /** The child of parent that stands for this node; null if there is none. */
  function inside(parent, node) {
    note(observer.takeRecords());
    let at = node.parentNode ? node : standIns.get(node);
    while (at && at.parentNode !== parent) at = isFont(at.parentNode) ? at.parentNode : null;
    return at ?? null;
  }

  /** What stands for a text that is about to be on the page itself is taken away; unless it goes
   *  into just that (some translators keep the text they wrap). */
  function makeWay(node, parent) {
    if (!isText(node)) return;
    let at = node.parentNode ? node : inside(standIns.get(node)?.parentNode ?? null, node);
    while (isFont(at?.parentNode)) at = at.parentNode;
    if (at?.parentNode && !at.contains(parent) && at !== node) removeChild.call(at.parentNode, at);
  }

  Node.prototype.removeChild = function (child) {
    if (!(child instanceof Node) || child.parentNode === this) return removeChild.call(this, child);
    const at = inside(this, child);
    if (at) removeChild.call(this, at);
    return child; // what is away already need not be taken away
  };

  Node.prototype.insertBefore = function (node, before) {
    makeWay(node, this);
    const isElsewhere = before instanceof Node && before.parentNode !== this;
    return insertBefore.call(this, node, isElsewhere ? inside(this, before) : before);
  };

  Node.prototype.appendChild = function (node) {
    makeWay(node, this);
    return appendChild.call(this, node);
  };

  const value = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue");
  Object.defineProperty(Node.prototype, "nodeValue", {
    ...value,
    set(words) {
      value.set.call(this, words);
      if (!isText(this) || this.parentNode) return;
      note(observer.takeRecords());
      const at = standIns.get(this);
      if (at?.parentNode) replaceChild.call(at.parentNode, this, at);
    },
  });

  const observer = new MutationObserver(note);
  observer.observe(document, { childList: true, subtree: true });
})();
