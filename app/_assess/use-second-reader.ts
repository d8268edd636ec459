"use client";

import { useCallback, useSyncExternalStore } from "react";

const storageKey = "microcalc.secondReader";
const listeners = new Set<() => void>();
/** Where storage is forbidden the choice lives as long as the page. */
let chosen = false;

function read(): boolean {
  try {
    return localStorage.getItem(storageKey) === "on";
  } catch {
    return chosen;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // From other tabs.
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}

/** Whether an opinion is asked for before each answer; remembered in this browser, off until somebody asks for it. */
export function useSecondReader(): [isOn: boolean, set: (isOn: boolean) => void] {
  const isOn = useSyncExternalStore(subscribe, read, () => false);
  const set = useCallback((next: boolean) => {
    chosen = next;
    try {
      localStorage.setItem(storageKey, next ? "on" : "off");
    } catch {
      // See above.
    }
    for (const listener of listeners) listener();
  }, []);
  return [isOn, set];
}
