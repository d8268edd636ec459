"use client";

import { useLocale } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import {
  createNumbers,
  decimalsApart,
  type Numbers,
  percentDecimals,
  thresholdDecimals,
} from "./create-numbers";

interface DecimalPlaces {
  readonly percent: number;
  readonly threshold: number;
}

const Decimals = createContext<DecimalPlaces>({ percent: percentDecimals, threshold: percentDecimals });

interface ToldApartProps {
  values: readonly number[];
  thresholds: readonly number[];
  children: ReactNode;
}

/** In here no value looks like a threshold that it is not: all percentages have as many decimals as that takes. */
export function ToldApart({ values, thresholds, children }: ToldApartProps) {
  const decimals = decimalsApart(values, thresholds);
  return <Decimals value={{ percent: decimals, threshold: decimals }}>{children}</Decimals>;
}

interface ThresholdsApartProps {
  /** Of the same identity while they are the same. */
  thresholds: readonly number[];
  children: ReactNode;
}

/** In here no two of these thresholds look alike: all thresholds have as many decimals as that takes. */
export function ThresholdsApart({ thresholds, children }: ThresholdsApartProps) {
  const { percent } = useContext(Decimals);
  const decimals = useMemo(
    () => ({ percent, threshold: Math.max(percent, thresholdDecimals(thresholds)) }),
    [percent, thresholds],
  );
  return <Decimals value={decimals}>{children}</Decimals>;
}

/** By locale and decimals. Formats take long to make, and a table has hundreds of numbers. */
const made = new Map<string, Numbers>();

/** How each kind of quantity is spelled for this reader. The same object at every render and in every component. */
export function useNumbers(): Numbers {
  const locale = useLocale();
  const { percent, threshold } = useContext(Decimals);
  const key = `${locale} ${percent} ${threshold}`;
  const numbers = made.get(key) ?? createNumbers(locale, percent, threshold);
  made.set(key, numbers);
  return numbers;
}
