import type { ReactNode } from "react";

/** What somebody has named, such as a case: no translator may put other letters in its place. */
export function Untranslated({ children }: { children: ReactNode }) {
  return <span translate="no">{children}</span>;
}
