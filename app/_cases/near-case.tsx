"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { NearCases } from "@/lib/cases/nearest-cases";
import type { FeatureKey } from "@/lib/features";
import type { Reference } from "@/lib/model/card";
import type { Prediction } from "@/lib/prediction";
import { CaseStrip } from "./case-strip";
import classes from "./near-case.module.css";
import type { Nearness } from "./nearness";

interface NearCaseProps {
  asked: Prediction["features"];
  found: NearCases["cases"][number];
  reference: Reference | null;
  /** `null` where no word for it would be right. */
  nearness: Nearness | null;
}

/** One known candidate: what it was, how near it is, and its six values beside those asked about. */
export function NearCase({ asked, found, reference, nearness }: NearCaseProps) {
  const t = useTranslations("cases");
  const tFeature = useTranslations("features");
  const { shortValue } = useNumbers();
  const { features, positives, negatives } = found;
  const rows = positives + negatives;
  const kind = positives === 0 ? "negatives" : negatives === 0 ? "positives" : "mixed";
  return (
    <li className={classes.case}>
      <p className={classes.head}>
        <span className={classes.outcome} data-kind={kind}>
          <span className={classes.mark} aria-hidden="true" />
          {t(`outcome.${kind}`, { rows, positives })}
        </span>{" "}
        {nearness === null ? null : <span className={classes.nearness}>{t(`nearness.${nearness}`)}</span>}
      </p>
      <dl className={classes.values}>
        {(Object.keys(asked) as FeatureKey[]).map((key) => (
          <div key={key} className={classes.value}>
            <dt className={classes.name}>{tFeature(`${key}.label`)}</dt>
            <dd>
              <CaseStrip
                reference={reference?.features.find(({ feature }) => feature === key) ?? null}
                asked={asked[key]}
                found={features[key]}
              />
              <span className="tabular">{shortValue(features[key])}</span>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
