import { useEffect } from "react";

/** The name of the page in the browser's tab, where the server wrote the first one. Empty: as it is. */
export function PageTitle({ text }) {
  useEffect(() => {
    if (text) document.title = text;
  }, [text]);
  return null;
}
