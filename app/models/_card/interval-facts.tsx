"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { ModelCard } from "@/lib/model/card";
import { FactList } from "../../_components/fact-list";
import classes from "./compared-methods.module.css";
import { EstimateText } from "./estimate-text";

/** How the interval beside a probability is made, and how often such intervals held the truth. */
export function IntervalFacts({ interval }: { interval: NonNullable<ModelCard["interval"]> }) {
  const t = useTranslations("models.interval");
  const { percentMark } = useNumbers();
  const inEnglish = (text: string) => <span lang="en">{text}</span>;
  return (
    <div className={classes.block}>
      <h3 className={classes.title}>{t("title")}</h3>
      <p>{t("lead")}</p>
      <FactList
        facts={[
          [t("method"), inEnglish(interval.method)],
          [t("level"), percentMark(interval.level)],
          [t("coverage"), <EstimateText key="coverage" estimate={interval.coverage} written="percent" />],
          [t("simulation"), inEnglish(interval.simulation)],
        ]}
      />
    </div>
  );
}
