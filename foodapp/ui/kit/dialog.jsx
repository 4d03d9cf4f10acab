import React, { useEffect, useRef, useState } from "react";

const look = (sheet) => (sheet ? "sheet" : "w-full max-w-lg rounded-2xl");

/** A modal <dialog>: the browser itself keeps focus inside and gives it back at the end. */
export function Dialog({ open, label, sheet, onClose, children }) {
  const element = useRef(null);
  useEffect(() => {
    const dialog = element.current;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={element}
      aria-label={label}
      className={look(sheet)}
      onClose={() => open && onClose?.()}
    >
      {open ? children : null}
    </dialog>
  );
}

/** One that a button with data-open opens in the browser (preset.js): the server need not be there.
 *  What is in it is made when it is open. */
export function PlainDialog({ id, label, sheet, children }) {
  const element = useRef(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const dialog = element.current;
    const follow = () => setOpen(dialog.open);
    const watch = new MutationObserver(follow);
    watch.observe(dialog, { attributeFilter: ["open"] });
    follow();
    return () => watch.disconnect();
  }, []);
  return (
    <dialog ref={element} id={id} aria-label={label} className={look(sheet)}>
      {open ? children : null}
    </dialog>
  );
}
