"use client";

import { useRouter } from "next/navigation";
import { useTimeZone } from "next-intl";
import { useEffect } from "react";
import { writePreferenceCookie } from "./preference-cookie";

/** Tells the server the browser's time zone once, so that both write the same hour. */
export function TimeZoneKeeper() {
  const served = useTimeZone();
  const router = useRouter();
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own === served || !navigator.cookieEnabled) return;
    writePreferenceCookie("timeZone", own);
    router.refresh();
  }, [served, router]);
  return null;
}
