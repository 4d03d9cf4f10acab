import React, { useEffect, useRef } from "react";

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
      className={sheet ? "sheet" : "w-full max-w-lg rounded-2xl"}
      onClose={() => open && onClose?.()}
    >
      {open ? children : null}
    </dialog>
  );
}
