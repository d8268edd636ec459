"use client";

import { useCallback, useEffect, useState } from "react";

const storageKey = "microcalc.secondReader";

/** Whether an opinion is asked for before each answer; remembered in this browser, off until somebody asks for it. */
export function useSecondReader(): [isOn: boolean, set: (isOn: boolean) => void] {
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    try {
      setOn(localStorage.getItem(storageKey) === "on");
    } catch {
      // Storage is forbidden: the choice lives as long as the page.
    }
  }, []);
  const set = useCallback((next: boolean) => {
    setOn(next);
    try {
      localStorage.setItem(storageKey, next ? "on" : "off");
    } catch {
      // See above.
    }
  }, []);
  return [isOn, set];
}
