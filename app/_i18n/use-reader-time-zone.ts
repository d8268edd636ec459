"use client";

import { useTimeZone } from "next-intl";
import { useSyncExternalStore } from "react";
import { utc } from "@/lib/time-zone";

let own: string | undefined;
const browserTimeZone = () => {
  own ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return own;
};
const neverChanges = () => () => undefined;

/**
 * The time zone in which this page writes times, and in which a day of the reader's is one: the browser's own. The
 * server's rendering has the one in the cookie, UTC at first, and so has the page until React has taken over.
 */
export function useReaderTimeZone(): string {
  const served = useTimeZone() ?? utc;
  return useSyncExternalStore(neverChanges, browserTimeZone, () => served);
}
