import { tell } from "./session-news";

const key = "microcalc.seen";
let own = 0;

/** When the server last heard from a tab of this browser, in milliseconds since the epoch. */
export function lastSeen(): number {
  try {
    // A tab that slept has missed the news.
    return Math.max(own, Number(localStorage.getItem(key)) || 0);
  } catch {
    return own;
  }
}

export function noteSeen(at: number): void {
  own = Math.max(own, at);
}

/** Notes it for all tabs. */
export function shareSeen(at: number): void {
  noteSeen(at);
  tell({ kind: "seen", at });
  try {
    localStorage.setItem(key, String(at));
  } catch {
    // Storage is full or forbidden: the news does it.
  }
}
