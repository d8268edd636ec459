import type { ReactNode } from "react";

/** A name that people gave, such as a case reference: translators leave it as it is. */
export function Untranslated({ children }: { children: ReactNode }) {
  return <span translate="no">{children}</span>;
}
