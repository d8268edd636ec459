"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { ModelCard } from "@/lib/model/card";
import type { Stratum } from "@/lib/model/stratum";

/** Says which values stand at their minimum and how the reference candidates with the same ones there turned out. */
export function useStratumText(): (stratum: Stratum, card: Pick<ModelCard, "evaluation">) => string | null {
  const t = useTranslations("explanation.stratum");
  const { percent } = useNumbers();
  return (stratum, { evaluation }) => {
    const own = evaluation.all.strata.find((candidate) => candidate.stratum === stratum);
    if (own === undefined || own.rows === 0) return null;
    return t(`text.${stratum}`, {
      rows: own.rows,
      candidates: evaluation.all.rows,
      positives: own.positives,
      share: percent(own.positives / own.rows),
    });
  };
}
