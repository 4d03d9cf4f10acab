import React, { useEffect, useRef } from "react";

/** A radio button or checkbox that answers the finger at once; what the server says then stands. */
export function Choice({ type, name, value, chosen, revision, disabled, className, onChoose, ...rest }) {
  const input = useRef(null);
  useEffect(() => {
    input.current.checked = chosen;
  }, [chosen, revision]);
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
      onChange={() => onChoose?.()}
    />
  );
}
