"use client";

import { useState } from "react";

/** False alarms that a missed calcification is worth: where the reader has not said, a guess to begin with. */
const guessed = 20;
export const missCostLimits = { min: 1, max: 1000 } as const;

export interface MissCost {
  /** What stands in the field. */
  readonly text: string;
  /** The last usable number in it. */
  readonly value: number;
  readonly isRefused: boolean;
  readonly change: (text: string) => void;
}

function read(text: string): number | null {
  const value = Number(text.trim().replace(",", "."));
  const { min, max } = missCostLimits;
  return text.trim() !== "" && value >= min && value <= max ? value : null;
}

/** The cost of a miss as typed; while the text is no use, the number before it holds. */
export function useMissCost(): MissCost {
  const [{ text, value }, setState] = useState({ text: String(guessed), value: guessed });
  return {
    text,
    value,
    isRefused: read(text) === null,
    change: (typed) => setState((before) => ({ text: typed, value: read(typed) ?? before.value })),
  };
}
