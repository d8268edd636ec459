"use client";

import { useTranslations } from "next-intl";
import type { Written } from "@/app/_numbers/create-numbers";
import { Percent } from "@/app/_numbers/percent";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Estimate } from "@/lib/model/card";
import { IntervalBar } from "./interval-bar";
import classes from "./metric-table.module.css";

interface MetricRowProps {
  label: string;
  help: string;
  estimate: Estimate;
  written: Written;
}

export function MetricRow({ label, help, estimate, written }: MetricRowProps) {
  const t = useTranslations("models.estimate");
  const write = useNumbers()[written];
  return (
    <tr>
      <th scope="row">
        {label}
        <span className={classes.help}>{help}</span>
      </th>
      <td className={classes.value}>
        {estimate === null ? (
          t("none")
        ) : written === "percent" ? (
          <Percent of={estimate.value} />
        ) : (
          write(estimate.value)
        )}
      </td>
      <td>
        {estimate === null ? null : t("range", { low: write(estimate.low), high: write(estimate.high) })}
      </td>
      {/* Two of the figures can fall below 0 and then have no place on the scale. */}
      <td className={classes.bar}>
        {estimate === null || estimate.low < 0 ? null : <IntervalBar estimate={estimate} />}
      </td>
    </tr>
  );
}
