"use client";

import { useTranslations } from "next-intl";
import type { ModelCard } from "@/lib/model/card";
import { MetricTable } from "./metric-table";
import classes from "./quality.module.css";
import { type RowChoice, RowSwitch } from "./row-switch";
import { Section } from "./section";
import { StrataTable } from "./strata-table";

interface QualityProps {
  card: ModelCard;
  choice: RowChoice;
  onChoose: (choice: RowChoice) => void;
}

/** How well the model does on rows it has not seen, at the operating point in use. */
export function Quality({ card, choice, onChoose }: QualityProps) {
  const t = useTranslations("models.quality");
  const evaluation = card.evaluation[choice];
  const { folds, repeats, description } = card.evaluation.protocol;
  return (
    <Section anchor="quality" title={t("title")}>
      <p>
        {t("protocol", { folds, repeats })} <span lang="en">{description}</span>
      </p>
      <RowSwitch choice={choice} onChoose={onChoose} />
      <p role="status" className={classes.choice}>
        {t(`choice.${choice}`)} {t("below")}
      </p>
      <MetricTable evaluation={evaluation} />
      <StrataTable strata={evaluation.strata} />
    </Section>
  );
}
