"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ModelCard } from "@/lib/model/card";
import { ConfusionMatrix } from "./confusion-matrix";
import { Curves } from "./curves";
import { MetricTable } from "./metric-table";
import classes from "./quality.module.css";
import { type RowChoice, RowSwitch } from "./row-switch";
import { Section } from "./section";
import { StrataTable } from "./strata-table";

/** How well the model does on rows it has not seen. */
export function Quality({ card }: { card: ModelCard }) {
  const t = useTranslations("models.quality");
  const [choice, setChoice] = useState<RowChoice>("distinct");
  const evaluation = card.evaluation[choice];
  const { folds, repeats, description } = card.evaluation.protocol;
  return (
    <Section title={t("title")}>
      <p>
        {t("protocol", { folds, repeats })} <span lang="en">{description}</span>
      </p>
      <RowSwitch choice={choice} onChoose={setChoice} />
      <p role="status" className={classes.choice}>
        {t(`choice.${choice}`)}
      </p>
      <MetricTable evaluation={evaluation} />
      <ConfusionMatrix confusion={evaluation.confusion} />
      <Curves evaluation={evaluation} />
      <StrataTable strata={evaluation.strata} />
    </Section>
  );
}
