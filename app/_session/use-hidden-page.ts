import { useLayoutEffect } from "react";

/**
 * Takes everything on the page but dialogs of the body's own out of sight, out of reach and out of what is read aloud.
 */
export function useHiddenPage(isHidden: boolean): void {
  useLayoutEffect(() => {
    if (!isHidden) return;
    const focused = document.activeElement;
    const parts = [...document.body.children].filter(
      (part): part is HTMLElement => part instanceof HTMLElement && part.tagName !== "DIALOG" && !part.inert,
    );
    for (const part of parts) part.inert = true;
    document.documentElement.dataset.locked = "";
    return () => {
      for (const part of parts) part.inert = false;
      delete document.documentElement.dataset.locked;
      if (focused instanceof HTMLElement) focused.focus();
    };
  }, [isHidden]);
}
