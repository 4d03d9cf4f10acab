import React, { useEffect, useRef } from "react";

const PATIENCE_MS = 5_000;
let awaited = 0; // the revision that answers the newest press: what comes before it is older news

/** A radio button or checkbox that answers the finger at once; what the server says then stands. */
export function Choice({ type, name, value, chosen, revision, disabled, className, onChoose, ...rest }) {
  const input = useRef(null);
  useEffect(() => {
    if (revision >= awaited) input.current.checked = chosen;
  }, [chosen, revision]);
  const choose = () => {
    const mine = (awaited = Math.max(awaited, revision) + 1);
    setTimeout(() => {
      if (awaited === mine) awaited = 0; // no answer came: the next one counts, whichever it is
    }, PATIENCE_MS);
    onChoose?.();
  };
  return (
    <input
      ref={input}
      type={type}
      name={name}
      value={value}
      defaultChecked={chosen}
      disabled={disabled}
      className={className}
      data-testid={rest["data-testid"]}
      onChange={choose}
    />
  );
}
