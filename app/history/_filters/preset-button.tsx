"use client";

import type { ReactNode } from "react";
import { useReaderTimeZone } from "@/app/_i18n/use-reader-time-zone";
import { dayOf, plusDays } from "@/lib/calendar";
import classes from "./filter-form.module.css";
import type { HistoryFilters } from "./prediction-filters";

type Range = Pick<HistoryFilters, "from" | "to">;

interface PresetButtonProps {
  range: Range;
  /** Days before today on which the range begins; it has no end, so that what arrives next is in it. */
  days: number;
  onChange: (range: Range) => void;
  children: ReactNode;
}

/** Sets a range of days that ends now; pressed again, takes it away. */
export function PresetButton({ range, days, onChange, children }: PresetButtonProps) {
  const from = plusDays(dayOf(new Date(), useReaderTimeZone()), -days);
  const pressed = range.from === from && range.to === null;
  return (
    <button
      type="button"
      className={classes.preset}
      aria-pressed={pressed}
      // Midnight may come between the two renderings.
      suppressHydrationWarning
      onClick={() => onChange({ from: pressed ? null : from, to: null })}
    >
      {children}
    </button>
  );
}
