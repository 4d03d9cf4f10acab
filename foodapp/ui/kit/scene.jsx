import React, { useState } from "react";

/** A still life where there is nothing to list; where it does not come, what stands in it. */
export function Scene({ name, className, children }) {
  const [missing, setMissing] = useState(false);
  if (missing) return children;
  return (
    <img
      src={`/scenes/${name}`}
      alt=""
      width={320}
      height={240}
      className={className}
      onError={() => setMissing(true)}
    />
  );
}
