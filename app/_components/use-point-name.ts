"use client";

import { useTranslations } from "next-intl";

/** Names an operating point in the reader's language; one that only this installation has keeps its own name. */
export function usePointName(): (name: string) => string {
  const t = useTranslations("operatingPoint");
  return (name) => (t.has(name) ? t(name) : name);
}
