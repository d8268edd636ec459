import type { ReactNode } from "react";

/** A name that people gave, such as a case reference: translators leave it as it is. */
export function Untranslated({ children }: { children: ReactNode }) {
  return <span translate="no">{children}</span>;
}

/**
 * Values of a sentence that translators leave as they are: case references, versions, names. For `t.rich`, which puts
 * elements into the sentence as well as texts; only its types know of texts alone.
 */
export function untranslated<Name extends string>(values: Readonly<Record<Name, string>>) {
  const elements = Object.entries<string>(values).map(
    ([name, text]) => [name, <Untranslated key={name}>{text}</Untranslated>] as const,
  );
  return Object.fromEntries(elements) as unknown as Record<Name, string>;
}
