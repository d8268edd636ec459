"use client";

import { useTranslations } from "next-intl";
import type { Written } from "@/app/_numbers/create-numbers";
import { Percent } from "@/app/_numbers/percent";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Estimate } from "@/lib/model/card";
import classes from "./estimate-text.module.css";

interface EstimateTextProps {
  estimate: Estimate;
  written: Written;
}

/** An estimate and, beneath it, its 95 % interval; a dash where there is nothing to estimate. */
export function EstimateText({ estimate, written }: EstimateTextProps) {
  const t = useTranslations("models.estimate");
  const write = useNumbers()[written];
  if (estimate === null) return t("none");
  return (
    <>
      <span className={classes.value}>
        {written === "percent" ? <Percent of={estimate.value} /> : write(estimate.value)}
      </span>{" "}
      <span className={classes.interval}>
        {t("range", { low: write(estimate.low), high: write(estimate.high) })}
      </span>
    </>
  );
}
