"use client";

import { useCallback, useSyncExternalStore } from "react";
import { tabStorage } from "../_session/personal-storage";

/** Kept per tab and gone with it; nothing here ever stands in an address or on the server. */
const keys = {
  caseReference: "microcalc.history.caseReference",
  search: "microcalc.history.search",
  trail: "microcalc.history.trail",
  opened: "microcalc.history.opened",
} as const;

export type SessionKey = keyof typeof keys;

const values = new Map<SessionKey, string | null>();
const listeners = new Set<() => void>();

function storedValue(key: SessionKey): string | null {
  try {
    return tabStorage().getItem(keys[key]);
  } catch {
    // A browser may refuse storage; the value then lives as long as the page.
    return null;
  }
}

export function readSessionValue(key: SessionKey): string | null {
  const known = values.get(key);
  if (known !== undefined) return known;
  const stored = storedValue(key);
  values.set(key, stored);
  return stored;
}

export function writeSessionValue(key: SessionKey, value: string | null): void {
  values.set(key, value);
  try {
    if (value === null) tabStorage().removeItem(keys[key]);
    else tabStorage().setItem(keys[key], value);
  } catch {
    // See above.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A value of this tab and its setter; `undefined` until the browser has taken over from the server. */
export function useSessionValue(
  key: SessionKey,
): [value: string | null | undefined, set: (value: string | null) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => readSessionValue(key),
    () => undefined,
  );
  const set = useCallback((next: string | null) => writeSessionValue(key, next), [key]);
  return [value, set];
}
