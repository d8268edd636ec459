"use client";

import { useTranslations } from "next-intl";
import type { ModelCard, Reference } from "@/lib/model/card";
import { DependenceCharts } from "./dependence-charts";
import { ImportanceChart } from "./importance-chart";
import { Section } from "./section";

interface InfluenceProps {
  card: ModelCard;
  reference: Reference;
}

/** Which features the model goes by, and which way each one pulls. */
export function Influence({ card, reference }: InfluenceProps) {
  const t = useTranslations("models.influence");
  return (
    <Section anchor="importance" title={t("title")}>
      <p>{t("lead")}</p>
      {card.importance.length === 0 ? null : <ImportanceChart importance={card.importance} />}
      {card.partialDependence.length === 0 ? null : (
        <DependenceCharts partialDependence={card.partialDependence} reference={reference} />
      )}
    </Section>
  );
}
