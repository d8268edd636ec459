"use client";

import { useFormatter } from "next-intl";

/**
 * Writes a probability as a whole percentage. Never 0 % or 100 % of what is neither, and with a decimal where
 * a whole number would put it on the threshold.
 */
export function useProbabilityText(): (probability: number, threshold?: number) => string {
  const format = useFormatter();
  const percent = (value: number, maximumFractionDigits: number) =>
    format.number(value, { style: "percent", maximumFractionDigits });
  return (probability, threshold) => {
    if (probability > 0 && probability < 0.005) return `< ${percent(0.01, 0)}`;
    if (probability < 1 && probability > 0.995) return `> ${percent(0.99, 0)}`;
    const close = threshold !== undefined && Math.abs(probability - threshold) < 0.01;
    return percent(probability, close ? 1 : 0);
  };
}
