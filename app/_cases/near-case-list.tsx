"use client";

import { useTranslations } from "next-intl";
import type { NearCases } from "@/lib/cases/nearest-cases";
import type { FeatureKey } from "@/lib/features";
import type { Reference } from "@/lib/model/card";
import type { Prediction } from "@/lib/prediction";
import { NearCase } from "./near-case";
import classes from "./near-case-list.module.css";

interface NearCaseListProps {
  features: Prediction["features"];
  cases: NearCases["cases"];
  reference: Reference | null;
}

/** A row for each known candidate on a wide screen, a card on a narrow one. */
export function NearCaseList({ features, cases, reference }: NearCaseListProps) {
  const t = useTranslations("cases");
  const tFeature = useTranslations("features");
  const keys = Object.keys(features) as FeatureKey[];
  return (
    <div className={classes.frame}>
      {/* Each candidate names its values by itself; where they stand in columns the names go on top, once. */}
      <p className={classes.head} aria-hidden="true">
        <span>{t("column.outcome")}</span>
        {keys.map((key) => (
          <span key={key}>{tFeature(`${key}.label`)}</span>
        ))}
      </p>
      <ol className={classes.list}>
        {cases.map((found) => (
          <NearCase
            key={keys.map((key) => found.features[key]).join()}
            asked={features}
            found={found}
            reference={reference}
          />
        ))}
      </ol>
      <p className={classes.legend}>{t("legend")}</p>
    </div>
  );
}
