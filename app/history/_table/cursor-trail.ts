/**
 * The cursors of the pages walked so far, from the second page on. Keyset pages know only their successor, so the
 * way back is kept by whoever walked it.
 */
export type CursorTrail = readonly string[];

/** The cursor of the page before; `null` is the first page, which also stands in for an unknown one. */
export function previousCursor(trail: CursorTrail, cursor: string | null): string | null {
  if (cursor === null) return null;
  return trail[trail.indexOf(cursor) - 1] ?? null;
}

/** The trail after a step from one page to the next. What lay beyond is forgotten; without a way here, so is all. */
export function extendTrail(trail: CursorTrail, cursor: string | null, next: string): CursorTrail {
  if (cursor === null) return [next];
  const index = trail.indexOf(cursor);
  return index === -1 ? [cursor, next] : [...trail.slice(0, index + 1), next];
}
