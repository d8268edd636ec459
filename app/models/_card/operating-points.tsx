"use client";

import { useTranslations } from "next-intl";
import type { Evaluation, ModelCard } from "@/lib/model/card";
import { heldOutQuality } from "../../_components/held-out-quality";
import { ScrollBox } from "../../_components/scroll-box";
import tableClasses from "./data-table.module.css";
import { PointRows } from "./point-rows";
import { Section } from "./section";

interface OperatingPointsProps {
  card: ModelCard;
  evaluation: Evaluation;
}

/** The named thresholds, what each does to rows it was not chosen on, and which one calls are made at. */
export function OperatingPoints({ card, evaluation }: OperatingPointsProps) {
  const t = useTranslations("models.points");
  const { rows, positives } = evaluation;
  return (
    <Section anchor="operating-points" title={t("title")}>
      <p>{t("lead")}</p>
      <p>{t("basis", { rows, positives })}</p>
      <ScrollBox label={t("caption")}>
        <table className={`${tableClasses.table} tabular`}>
          <thead>
            <tr>
              {(["rows", "recall", "precision", "specificity", "f1", "alertsPerThousand"] as const).map(
                (column) => (
                  <th key={column} scope="col">
                    {t(`column.${column}`)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          {card.operatingPoints.map((point) => (
            <PointRows
              key={point.name}
              point={point}
              isInUse={point.name === card.operatingPoint}
              heldOut={heldOutQuality(evaluation, point.name, card.operatingPoint)}
            />
          ))}
        </table>
      </ScrollBox>
    </Section>
  );
}
