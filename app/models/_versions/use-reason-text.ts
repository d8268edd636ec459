"use client";

import { useTranslations } from "next-intl";
import type { ModelMove } from "@/lib/model/moves";

/** Quotes why a move was made; what the installation did by itself is said in the reader's language. */
export function useReasonText(): (move: Pick<ModelMove, "kind" | "reason">) => string {
  const t = useTranslations("registry");
  return ({ kind, reason }) => (kind === "shipped" ? t("shipped") : t("quoted", { text: reason }));
}
