"use client";

import { useFormatter } from "next-intl";

/** Writes a moment as day and time. */
export function useInstantText(): (instant: string) => string {
  const format = useFormatter();
  return (instant) =>
    format.dateTime(new Date(instant), { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
}
