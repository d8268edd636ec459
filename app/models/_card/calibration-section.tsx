"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Evaluation, ModelCard } from "@/lib/model/card";
import { Calibration } from "./calibration";
import { CalibrationMap } from "./calibration-map";
import classes from "./chart-grid.module.css";
import { ComparedMethods } from "./compared-methods";
import { IntervalFacts } from "./interval-facts";
import { Section } from "./section";

interface CalibrationSectionProps {
  card: ModelCard;
  evaluation: Evaluation;
}

/** Whether a probability means what it says, how it is made from the forest's vote, and how far it can be off. */
export function CalibrationSection({ card, evaluation }: CalibrationSectionProps) {
  const t = useTranslations("models.calibration");
  const { score } = useNumbers();
  const skill = evaluation.brierSkill;
  return (
    <Section anchor="calibration" title={t("title")}>
      <p>{t("lead")}</p>
      {skill === null ? null : (
        <p>{t("skill", { value: score(skill.value), low: score(skill.low), high: score(skill.high) })}</p>
      )}
      <div className={classes.charts}>
        <Calibration evaluation={evaluation} />
        <CalibrationMap calibration={card.calibration} />
      </div>
      {card.calibration.compared.length === 0 ? null : <ComparedMethods calibration={card.calibration} />}
      {card.interval === null ? null : <IntervalFacts interval={card.interval} />}
    </Section>
  );
}
