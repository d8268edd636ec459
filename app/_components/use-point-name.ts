"use client";

import { useTranslations } from "next-intl";

/** Names an operating point in the reader's language; one that the messages do not know stands as it is. */
export function usePointName(): (name: string) => string {
  const t = useTranslations("operatingPoint");
  return (name) => (t.has(name) ? t(name) : name);
}
