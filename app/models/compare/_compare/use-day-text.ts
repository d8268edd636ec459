"use client";

import { useFormatter } from "next-intl";

/** Writes an instant in the reader's time zone: the day alone, or with the time. */
export function useDayText() {
  const format = useFormatter();
  return {
    day: (instant: string) => format.dateTime(new Date(instant), { dateStyle: "medium" }),
    moment: (instant: string) =>
      format.dateTime(new Date(instant), { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }),
  };
}
