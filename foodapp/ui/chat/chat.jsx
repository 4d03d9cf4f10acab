// A chat: its lines, those that are still on their way, and what is being written.
import React, { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";

const KEPT = "foodapp.lines.";
const MAX = 50; // lines on their way
const AGAIN_MS = 8_000; // no answer: once more, under the same name
const TYPING_MS = 4_000; // how long "is writing" stands
const SAY_MS = 2_500; // how often it is said
const LONGEST = 1_000;
const NONE = [];

let box = "", queue = NONE, flush = null;
const listeners = new Set();

const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const tell = () => listeners.forEach((listener) => listener());
const useQueue = () => useSyncExternalStore(subscribe, () => queue, () => NONE);

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT + box) || "[]");
    queue = Array.isArray(found) ? found : NONE;
  } catch {
    // Storage is closed to us, or holds something else: what this page remembers is what there is.
  }
  tell();
}

/** Photos are too big to be kept beyond this page, and what is stored already need not be. */
function write(lines) {
  queue = lines;
  const kept = queue.filter((line) => !line.file && !line.stored);
  try {
    if (kept.length) localStorage.setItem(KEPT + box, JSON.stringify(kept));
    else localStorage.removeItem(KEPT + box);
  } catch {
    // as above
  }
  tell();
}

/** 122 random bits (RFC 9562, version 4); crypto.randomUUID wants https. */
function name() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function change(id, more) {
  write(queue.map((line) => (line.id === id ? { ...line, ...more } : line)));
}

const drop = (id) => write(queue.filter((line) => line.id !== id));

function keep(card, text, file) {
  if (queue.length >= MAX) return false;
  const line = { id: name(), chat: card.id, kind: card.kind, about: card.about, text, at: 0 };
  if (file) Object.assign(line, { file, photos: card.photos, query: card.query, url: URL.createObjectURL(file) });
  write([...queue, line]);
  flush?.();
  return true;
}

/** Once a page, also while no chat is open: what waits is sent in the order in which it was written,
 *  again and again until the server has it or has refused it. */
export function ChatKeeper({ box: mine, chats, acked, refused, lost, about, onSend, onAbout }) {
  const send = useRef(onSend), isLost = useRef(lost);
  send.current = onSend;
  isLost.current = lost;

  useEffect(() => {
    box = mine || "";
    queue = NONE;
    if (box) read();
    const other = (event) => event.key === KEPT + box && !queue.some((line) => line.file) && read();
    addEventListener("storage", other); // another tab of the same person
    return () => removeEventListener("storage", other);
  }, [mine]);

  useEffect(() => {
    const pump = () => {
      if (!box || isLost.current || !navigator.onLine) return;
      const now = Date.now();
      const next = queue.find((line) => !line.stored && !line.refused);
      if (!next || now - next.at < AGAIN_MS) return;
      next.at = now; // not stored: after a reload it is sent at once
      if (next.file) sendPhoto(next);
      else send.current?.(next.id, next.kind, next.about, next.text);
    };
    flush = pump;
    pump();
    const timer = setInterval(pump, 1_000);
    addEventListener("online", pump);
    return () => {
      flush = null;
      clearInterval(timer);
      removeEventListener("online", pump);
    };
  }, [mine, lost]);

  useEffect(() => {
    if (!acked || !queue.some((line) => line.id === acked)) return;
    change(acked, { stored: true });
    flush?.();
  }, [acked]);

  useEffect(() => {
    if (!refused?.id || !queue.some((line) => line.id === refused.id)) return;
    change(refused.id, { refused: refused.words });
    flush?.();
  }, [refused]);

  // Those that stand among the lines have arrived, whoever said so.
  useEffect(() => {
    const there = new Set();
    for (const card of chats || []) for (const line of card.lines) there.add(line.client_id);
    const left = queue.filter((line) => !there.has(line.id));
    if (left.length === queue.length) return;
    write(left);
    flush?.();
  }, [chats, acked]);

  const first = useRef(about);
  useEffect(() => {
    if (first.current !== about) onAbout?.();
    first.current = about;
  }, [about]);
  return null;
}

async function sendPhoto(line) {
  const address = `${line.photos}?${line.query}&client=${line.id}`;
  try {
    const said = await fetch(address, { method: "POST", body: line.file });
    if (said.ok) return change(line.id, { stored: true });
    if (said.status === 429 || said.status >= 500) return; // later
    const { error } = await said.json();
    change(line.id, { refused: error });
  } catch {
    // No network: it waits.
  } finally {
    flush?.();
  }
}

/** A way into a chat. A closed one in which nobody has written is not offered, unless a line of ours
 *  waits there: what somebody wrote is not taken away. Once there, it stays until the page goes. */
export function ChatIfUsed({ card, children }) {
  const isKept = useQueue().some((line) => line.chat === card.id);
  const shown = useRef(false);
  if (!card.closed || card.lines.length > 0 || isKept) shown.current = true;
  return shown.current ? children : null;
}

export function ChatPanel({ card, typing, tall, lost, ready, onSeen, onTyping, onEarlier }) {
  const waiting = useQueue().filter((line) => line.chat === card.id);
  const list = useRef(null);
  const isAtEnd = useRef(true);
  const [photo, setPhoto] = useState(""); // the one that is looked at
  const lines = card.lines;

  useSeen(card, onSeen);
  useLayoutEffect(() => {
    const one = list.current;
    if (one && isAtEnd.current) one.scrollTop = one.scrollHeight;
  }, [lines.length, card.last, waiting.length]);

  const scrolled = () => {
    const one = list.current;
    isAtEnd.current = one.scrollHeight - one.scrollTop - one.clientHeight < 60;
  };
  return (
    <div data-chat={card.id} className={`flex flex-col gap-2 ${tall ? "h-[57dvh] min-h-80 sm:h-[70dvh]" : "h-[min(70dvh,36rem)]"}`}>
      <div ref={list} onScroll={scrolled} role="log" aria-live="polite" tabIndex={0} aria-label="Messages"
           className="flex min-h-0 flex-1 flex-col gap-1.5 overflow-y-auto overscroll-contain rounded-xl bg-ground p-3">
        {card.has_earlier && (
          <button type="button" onClick={() => onEarlier()}
                  className="min-h-11 self-center rounded-full px-4 text-sm font-medium text-accent-ink hover:bg-sunken">
            Earlier messages
          </button>
        )}
        {!lines.length && !waiting.length && (
          <p className="m-auto max-w-64 text-center text-sm text-muted">No messages yet. Write the first one.</p>
        )}
        {lines.map((line) => <Line key={line.id} line={line} card={card} onLook={setPhoto} />)}
        {waiting.map((line) => <Waiting key={line.id} line={line} lost={lost} />)}
      </div>
      <IsWriting card={card} typing={typing} />
      <Composer card={card} ready={ready} onTyping={onTyping} onSent={() => (isAtEnd.current = true)} />
      {photo && <Large photo={photo} onClose={() => setPhoto("")} />}
    </div>
  );
}

/** What is on the screen of somebody who looks at it has been read. */
function useSeen(card, onSeen) {
  const said = useRef("");
  useEffect(() => {
    const look = () => {
      const mark = `${card.id} ${card.last}`;
      if (document.hidden || !card.unread || said.current === mark) return;
      said.current = mark;
      onSeen(card.kind, card.about, card.last);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [card.id, card.last, card.unread]);
}

const BUBBLE = "max-w-[82%] whitespace-pre-wrap break-words rounded-2xl px-3.5 py-2 [overflow-wrap:anywhere]";

function Line({ line, card, onLook }) {
  if (line.side === "platform") {
    return <p data-line={line.id} className="self-center py-1 text-center text-sm text-muted">{line.text} · <time>{line.at}</time></p>;
  }
  const look = line.mine ? "self-end bg-accent-soft text-ink" : "self-start border border-line bg-raised text-ink";
  const address = (size) => `${card.photos}${line.photo}?${card.query}&size=${size}`;
  return (
    <div data-line={line.id} data-mine={line.mine ? "yes" : "no"} className={`${BUBBLE} ${look}`}>
      {line.by && <p className="text-xs font-semibold text-muted" translate="no">{line.by}</p>}
      {line.photo && (
        <button type="button" onClick={() => onLook(address("l"))} aria-label="Look at the photo" className="block">
          <img src={address("s")} alt="Photo" width="220" height="165" loading="lazy"
               className="my-1 h-auto max-h-64 w-56 rounded-lg object-cover" />
        </button>
      )}
      {line.text && <p dir="auto">{line.text}</p>}
      <p className="text-right text-xs text-muted tnum">
        <time>{line.at}</time>
        {line.mine && <span>{line.is_read ? " · Read" : " · Sent"}</span>}
      </p>
    </div>
  );
}

function Waiting({ line, lost }) {
  const words = line.refused || (line.stored ? "Sent" : lost || !navigator.onLine ? "Waits for the network" : "Sending…");
  return (
    <div data-waiting={line.refused ? "refused" : "yes"} role={line.refused ? "alert" : undefined}
         className={`${BUBBLE} self-end ${line.refused ? "bg-act-soft text-act" : "bg-accent-soft text-ink"}`}>
      {line.url && <img src={line.url} alt="Photo" width="220" height="165" className="my-1 h-auto max-h-64 w-56 rounded-lg object-cover" />}
      {line.text && <p dir="auto">{line.text}</p>}
      <p className={`text-right text-xs ${line.refused ? "" : "text-muted"}`}>{words}</p>
      {line.refused && (
        <p className="flex justify-end gap-2">
          <button type="button" className="min-h-11 px-2 text-sm font-semibold underline" onClick={() => drop(line.id)}>Discard</button>
          <button type="button" className="min-h-11 px-2 text-sm font-semibold underline"
                  onClick={() => { change(line.id, { refused: "", at: 0 }); flush?.(); }}>Try again</button>
        </p>
      )}
    </div>
  );
}

/** The words of who is writing now; the place is kept, so that nothing jumps. */
function IsWriting({ card, typing }) {
  const [shown, setShown] = useState(false);
  const n = typing?.n, isOther = typing?.kind === card.kind && typing?.side !== card.side;
  const known = useRef(n);
  useEffect(() => {
    if (!n || n === known.current || !isOther) return;
    known.current = n;
    setShown(true);
    const timer = setTimeout(() => setShown(false), TYPING_MS);
    return () => clearTimeout(timer);
  }, [n, isOther]);
  useEffect(() => setShown(false), [card.last]); // what was being written is there
  return <p aria-live="off" data-typing={shown ? "yes" : "no"} className="h-5 px-2 text-sm text-muted">{shown ? `${card.title} is writing…` : ""}</p>;
}

function Composer({ card, ready, onTyping, onSent }) {
  const [text, setText] = useState("");
  const [full, setFull] = useState(false);
  const said = useRef(0), field = useRef(null), picker = useRef(null);
  const say = (words, file) => {
    const is = keep(card, words, file);
    setFull(!is);
    if (is) onSent();
    return is;
  };
  const send = (event) => {
    event?.preventDefault();
    if (!card.closed && text.trim() && say(text.trim())) setText("");
    field.current?.focus();
  };
  const typed = (event) => {
    setText(event.target.value);
    if (Date.now() - said.current < SAY_MS || !event.target.value.trim()) return;
    said.current = Date.now();
    onTyping(card.kind, card.about);
  };
  const pressed = (event) => {
    const isEnter = event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing;
    if (isEnter && matchMedia("(pointer: fine)").matches) send(event);
  };
  const picked = (event) => {
    const [file] = event.target.files;
    if (file) say("", file);
    event.target.value = "";
  };
  const insert = (event) => {
    const chosen = (ready || []).find(([title]) => title === event.target.value);
    if (chosen) setText((before) => (before ? `${before}\n${chosen[1]}` : chosen[1]).slice(0, LONGEST));
    event.target.value = "";
    field.current?.focus();
  };
  // What was being written while the chat closed stays, to be copied.
  const closed = card.closed && <p role="status" className="rounded-xl bg-sunken px-4 py-3 text-center text-sm text-muted">{card.closed}</p>;
  if (closed && !text.trim()) return closed;
  return (
    <form onSubmit={send} className="flex flex-col gap-2">
      {closed}
      {card.quick.length > 0 && (
        <div role="group" aria-label="Quick answers" className="flex gap-2 overflow-x-auto pb-1">
          {card.quick.map((words) => (
            <button key={words} type="button" data-quick="" onClick={() => say(words)}
                    className="min-h-11 shrink-0 rounded-full border border-line bg-raised px-4 text-sm font-medium">{words}</button>
          ))}
        </div>
      )}
      {ready?.length > 0 && (
        <select aria-label="Ready answers" defaultValue="" onChange={insert} data-ready=""
                className="min-h-11 w-full rounded-xl border border-line bg-raised px-2 text-sm">
          <option value="">Ready answers…</option>
          {ready.map(([title]) => <option key={title} value={title}>{title}</option>)}
        </select>
      )}
      {full && <p role="alert" className="text-sm text-act">Too many messages wait for the network. Please wait until they are sent.</p>}
      <div className="flex items-end gap-2">
        <input ref={picker} type="file" accept="image/jpeg,image/png,image/webp" onChange={picked} hidden data-photo="" />
        <button type="button" aria-label="Send a photo" disabled={!!closed} onClick={() => picker.current.click()}
                className="grid size-11 shrink-0 place-items-center rounded-xl bg-sunken hover:bg-line disabled:opacity-50">
          <svg aria-hidden="true" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
            <path d="M14.5 4h-5L7 7H4a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V9a2 2 0 0 0-2-2h-3l-2.5-3z" /><circle cx="12" cy="13" r="3" />
          </svg>
        </button>
        <textarea ref={field} value={text} onChange={typed} onKeyDown={pressed} maxLength={LONGEST} rows={text.length > 60 || text.includes("\n") ? 3 : 1}
                  dir="auto" aria-label="Your message" placeholder="Message" enterKeyHint="send"
                  className="min-h-11 min-w-0 flex-1 resize-none rounded-xl border border-line bg-raised px-3 py-2.5 text-base text-ink placeholder:text-muted" />
        <button type="submit" aria-label="Send" disabled={!text.trim() || !!closed}
                className="grid size-11 shrink-0 place-items-center rounded-xl bg-accent text-on-accent disabled:opacity-50">
          <svg aria-hidden="true" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
            <path d="m5 12 7-7 7 7" /><path d="M12 19V5" />
          </svg>
        </button>
      </div>
    </form>
  );
}

function Large({ photo, onClose }) {
  const element = useRef(null);
  useEffect(() => element.current.showModal(), []);
  return (
    <dialog ref={element} aria-label="Photo" onClose={onClose} onClick={onClose} className="max-h-dvh max-w-full rounded-2xl p-2">
      <img src={photo} alt="Photo" className="max-h-[85dvh] w-auto max-w-full rounded-xl" />
      <button type="button" className="mt-2 min-h-11 w-full rounded-xl bg-sunken font-semibold">Close</button>
    </dialog>
  );
}
