"use client";

import { useLocale } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { createNumbers, decimalsApart, type Numbers, percentDecimals } from "./create-numbers";

const Decimals = createContext(percentDecimals);

interface ToldApartProps {
  values: readonly number[];
  thresholds: readonly number[];
  children: ReactNode;
}

/** In here no value looks like a threshold that it is not: all percentages have as many decimals as that takes. */
export function ToldApart({ values, thresholds, children }: ToldApartProps) {
  return <Decimals value={decimalsApart(values, thresholds)}>{children}</Decimals>;
}

/** How each kind of quantity is spelled for this reader. The same object at every render. */
export function useNumbers(): Numbers {
  const locale = useLocale();
  const decimals = useContext(Decimals);
  return useMemo(() => createNumbers(locale, decimals), [locale, decimals]);
}
