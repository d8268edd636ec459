"use client";

import { useTimeZone } from "next-intl";
import { useEffect } from "react";
import { writePreferenceCookie } from "./preference-cookie";
import { useReaderTimeZone } from "./use-reader-time-zone";

/** Tells the server the browser's time zone, so that its next rendering writes the same hour. */
export function TimeZoneKeeper() {
  const served = useTimeZone();
  const own = useReaderTimeZone();
  useEffect(() => {
    if (own !== served && navigator.cookieEnabled) writePreferenceCookie("timeZone", own);
  }, [own, served]);
  return null;
}
