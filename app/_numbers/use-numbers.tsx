"use client";

import { useLocale } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { createNumbers, decimalsApart, type Numbers, noThresholds, percentDecimals } from "./create-numbers";

interface Apart {
  /** Decimals of every percentage. */
  readonly decimals: number;
  /** Thresholds that get more decimals where two would look alike. */
  readonly thresholds: readonly number[];
}

const Apart = createContext<Apart>({ decimals: percentDecimals, thresholds: noThresholds });

interface ToldApartProps {
  values: readonly number[];
  thresholds: readonly number[];
  children: ReactNode;
}

/** In here no value looks like a threshold that it is not: all percentages have as many decimals as that takes. */
export function ToldApart({ values, thresholds, children }: ToldApartProps) {
  const { thresholds: stepped } = useContext(Apart);
  const decimals = decimalsApart(values, thresholds);
  const apart = useMemo(() => ({ decimals, thresholds: stepped }), [decimals, stepped]);
  return <Apart value={apart}>{children}</Apart>;
}

interface ThresholdsApartProps {
  /** Of the same identity while they are the same. */
  thresholds: readonly number[];
  children: ReactNode;
}

/** In here no two of these thresholds look alike: each has as many decimals as that takes. */
export function ThresholdsApart({ thresholds, children }: ThresholdsApartProps) {
  const { decimals } = useContext(Apart);
  const apart = useMemo(() => ({ decimals, thresholds }), [decimals, thresholds]);
  return <Apart value={apart}>{children}</Apart>;
}

/** By the thresholds, then by locale and decimals. Formats take long to make, and a table has hundreds of numbers. */
const made = new WeakMap<readonly number[], Map<string, Numbers>>();

/** How each kind of quantity is spelled for this reader. The same object at every render and in every component. */
export function useNumbers(): Numbers {
  const locale = useLocale();
  const { decimals, thresholds } = useContext(Apart);
  const ofThresholds = made.get(thresholds) ?? new Map<string, Numbers>();
  made.set(thresholds, ofThresholds);
  const key = `${locale} ${decimals}`;
  const numbers = ofThresholds.get(key) ?? createNumbers(locale, decimals, thresholds);
  ofThresholds.set(key, numbers);
  return numbers;
}
