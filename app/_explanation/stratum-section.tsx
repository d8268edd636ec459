"use client";

import { useTranslations } from "next-intl";
import type { ModelCard } from "@/lib/model/card";
import type { Stratum } from "@/lib/model/stratum";
import { Notice } from "../_components/notice";
import { useStratumText } from "./use-stratum-text";

interface StratumSectionProps {
  stratum: Stratum;
  card: ModelCard;
}

/** Which values stand at their minimum, and what is known of the candidates with the same ones there. */
export function StratumSection({ stratum, card }: StratumSectionProps) {
  const t = useTranslations("explanation.stratum");
  const text = useStratumText()(stratum, card);
  if (text === null) return null;
  if (stratum === "all_at_minimum")
    return (
      <Notice tone="strong" title={t("allTitle")}>
        <p>{text}</p>
        <p>{t("allAdvice")}</p>
      </Notice>
    );
  return (
    <section>
      <h3>{t("title")}</h3>
      <p>{text}</p>
    </section>
  );
}
