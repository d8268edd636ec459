"use client";

import { useTranslations } from "next-intl";
import type { PointQuality } from "@/lib/model/card";
import { EstimateText } from "./estimate-text";
import classes from "./point-rows.module.css";

/** The figures of an operating point as the cells of a row; the counts stand under the two that clinicians ask of. */
export function QualityCells({ quality }: { quality: PointQuality }) {
  const t = useTranslations("models.points");
  const { truePositives, falsePositives, falseNegatives } = quality.confusion;
  const of = (total: number) => (
    <span className={classes.counts}>{t("counts", { hits: truePositives, total })}</span>
  );
  return (
    <>
      <td>
        <EstimateText estimate={quality.recall} written="percent" />
        {of(truePositives + falseNegatives)}
      </td>
      <td>
        <EstimateText estimate={quality.precision} written="percent" />
        {of(truePositives + falsePositives)}
      </td>
      <td>
        <EstimateText estimate={quality.specificity} written="percent" />
      </td>
      <td>
        <EstimateText estimate={quality.f1} written="score" />
      </td>
      <td>
        <EstimateText estimate={quality.alertsPerThousand} written="perThousand" />
      </td>
    </>
  );
}
