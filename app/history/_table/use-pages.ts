"use client";

import { useSessionValue } from "../session-value";
import { type CursorTrail, extendTrail, previousCursor } from "./cursor-trail";

interface PageState {
  readonly cursor: string | null;
  /** The page after this one; `null` on the last, `undefined` while unknown. */
  readonly nextCursor: string | null | undefined;
  readonly goTo: (cursor: string | null) => void;
}

/** Steps between pages; each is undefined where there is no such page. */
export function usePages({ cursor, nextCursor, goTo }: PageState) {
  const [stored, store] = useSessionValue("trail");
  const trail: CursorTrail = stored ? stored.split(" ") : [];
  return {
    newest: cursor === null ? undefined : () => goTo(null),
    newer: cursor === null ? undefined : () => goTo(previousCursor(trail, cursor)),
    older: nextCursor
      ? () => {
          store(extendTrail(trail, cursor, nextCursor).join(" "));
          goTo(nextCursor);
        }
      : undefined,
  };
}
