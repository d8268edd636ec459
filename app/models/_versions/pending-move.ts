import type { NamedVersion } from "@/lib/model/moves";

/** A move that somebody is about to make, with what the page showed when they began. */
export type PendingMove =
  | { readonly kind: "promote"; readonly version: string; readonly champion: string }
  | { readonly kind: "rollBack"; readonly version: string; readonly champion: string }
  | { readonly kind: "assign"; readonly version: string; readonly names: readonly NamedVersion[] }
  | { readonly kind: "clear"; readonly name: string; readonly version: string };
