"use client";

import { useTranslations } from "next-intl";
import type { NearCases } from "@/lib/cases/nearest-cases";
import type { FeatureKey } from "@/lib/features";
import type { Reference } from "@/lib/model/card";
import type { Prediction } from "@/lib/prediction";
import { NearCase } from "./near-case";
import classes from "./near-case-list.module.css";
import { nearnessOf } from "./nearness";

interface NearCaseListProps {
  features: Prediction["features"];
  cases: NearCases["cases"];
  reference: Reference | null;
  /** Beyond all known candidates ranks are alike: there a small distance is not nearness. */
  isBeyond: boolean;
}

/** A row for each known candidate on a wide screen, a card on a narrow one. */
export function NearCaseList({ features, cases, reference, isBeyond }: NearCaseListProps) {
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
      {/* biome-ignore lint/a11y/noRedundantRoles: without its numbers a list is none to WebKit. */}
      <ol role="list" className={classes.list}>
        {cases.map((found) => (
          <NearCase
            key={keys.map((key) => found.features[key]).join()}
            asked={features}
            found={found}
            reference={reference}
            nearness={isBeyond ? null : nearnessOf(found.distance)}
          />
        ))}
      </ol>
      <p className={classes.legend}>{t("legend")}</p>
    </div>
  );
}
