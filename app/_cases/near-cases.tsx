"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { FeatureKey } from "@/lib/features";
import type { Reference } from "@/lib/model/card";
import type { Prediction } from "@/lib/prediction";
import { ErrorNotice } from "../_components/error-notice";
import { referencePosition } from "../_components/reference-position";
import { useTRPC } from "../_trpc/client";
import { NearCaseList } from "./near-case-list";
import classes from "./near-cases.module.css";

interface NearCasesProps {
  features: Prediction["features"];
  /** Places the values in the drawings; `null` while it is on its way. */
  reference: Reference | null;
  /** The answer these stand beside: one just given, or one on record, whose own day had perhaps another set. */
  answer: "new" | "recorded";
}

const shown = 6;

/** Features whose value lies below or above every reference candidate. */
function featuresBeyond(features: Prediction["features"], reference: Reference | null): FeatureKey[] {
  return (reference?.features ?? [])
    .filter((own) => {
      const { kind } = referencePosition(own, features[own.feature]);
      return kind === "below_all" || kind === "above_all";
    })
    .map(({ feature }) => feature);
}

/** The known candidates nearest to one, and what they turned out to be. */
export function NearCases({ features, reference, answer }: NearCasesProps) {
  const t = useTranslations("cases");
  const tFeature = useTranslations("features");
  const format = useFormatter();
  const dateText = useDateText();
  const { percent } = useNumbers();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.cases.nearest.queryOptions({ features, limit: shown }));
  if (data === undefined) {
    if (error === null) return <p className={classes.loading}>{t("loading")}</p>;
    return <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />;
  }
  const { set, cases, neighbours, loadCommand } = data;
  if (set === null)
    return <p>{t.rich("none", { command: () => <code translate="no">{loadCommand}</code> })}</p>;
  const beyond = featuresBeyond(features, reference);
  return (
    <>
      {beyond.length === 0 ? null : (
        <p className={classes.beyond}>
          {t("beyond", { features: format.list(beyond.map((key) => tFeature(`${key}.label`))) })}
        </p>
      )}
      <p className={classes.summary}>
        {t("neighbours", {
          rows: neighbours.rows,
          positives: neighbours.positives,
          share: percent(neighbours.rows === 0 ? 0 : neighbours.positives / neighbours.rows),
        })}
      </p>
      <NearCaseList {...{ features, cases, reference }} isBeyond={beyond.length > 0} />
      <p className={classes.note}>
        {marked(
          t.rich("source", {
            ...untranslated({ name: set.name }),
            rows: set.rows,
            positives: set.positives,
            share: percent(set.rows === 0 ? 0 : set.positives / set.rows),
          }),
        )}
        {answer === "new" ? null : ` ${t("lookedUpNow", { date: dateText.dayOfMoment(set.loadedAt) })}`}
      </p>
    </>
  );
}
