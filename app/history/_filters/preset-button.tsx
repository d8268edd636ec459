"use client";

import type { ReactNode } from "react";
import classes from "./filter-form.module.css";
import { daysBefore, localDayOf } from "./local-day";
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
  const from = daysBefore(localDayOf(new Date()), days);
  const pressed = range.from === from && range.to === null;
  return (
    <button
      type="button"
      className={classes.preset}
      aria-pressed={pressed}
      // Where the server lives it may be another day.
      suppressHydrationWarning
      onClick={() => onChange({ from: pressed ? null : from, to: null })}
    >
      {children}
    </button>
  );
}
