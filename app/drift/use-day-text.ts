"use client";

import { useFormatter } from "next-intl";
import type { DriftWindow } from "@/lib/drift/drift-report";

const long = { dateStyle: "long", timeZone: "UTC" } as const;
const short = { day: "numeric", month: "short", timeZone: "UTC" } as const;

/** Writes days, which are UTC days, and windows of them. */
export function useDayText() {
  const format = useFormatter();
  return {
    day: (day: string) => format.dateTime(new Date(day), long),
    shortDay: (day: string) => format.dateTime(new Date(day), short),
    period: ({ from, to }: Pick<DriftWindow, "from" | "to">) =>
      from === to
        ? format.dateTime(new Date(from), long)
        : format.dateTimeRange(new Date(from), new Date(to), long),
  };
}
