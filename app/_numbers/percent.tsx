"use client";

import { useNumbers } from "./use-numbers";

/** A share in [0, 1] as a percentage; the page keeps its exact value, and a translator leaves it alone. */
export function Percent({ of, className = "" }: { of: number; className?: string | undefined }) {
  return (
    <data value={of} translate="no" className={`tabular ${className}`}>
      {useNumbers().percent(of)}
    </data>
  );
}
