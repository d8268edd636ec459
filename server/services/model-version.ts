import { createHash } from "node:crypto";
import { identityOf } from "../../lib/model/card";

/** The version that a card must have: it follows from everything that decides the model's answers. */
export function versionOfModel(card: Parameters<typeof identityOf>[0]): string {
  return `rf-${createHash("sha256").update(identityOf(card)).digest("hex").slice(0, 12)}`;
}
