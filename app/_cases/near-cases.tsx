"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Reference } from "@/lib/model/card";
import type { Prediction } from "@/lib/prediction";
import { ErrorNotice } from "../_components/error-notice";
import { usePercentText } from "../_components/use-percent-text";
import { useTRPC } from "../_trpc/client";
import { NearCaseList } from "./near-case-list";
import classes from "./near-cases.module.css";

interface NearCasesProps {
  features: Prediction["features"];
  /** Places the values in the drawings; `null` while it is on its way. */
  reference: Reference | null;
}

const shown = 6;

/** The known candidates nearest to one, and what they turned out to be. */
export function NearCases({ features, reference }: NearCasesProps) {
  const t = useTranslations("cases");
  const percentText = usePercentText();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.cases.nearest.queryOptions({ features, limit: shown }));
  if (data === undefined) {
    if (error === null) return <p className={classes.loading}>{t("loading")}</p>;
    return <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />;
  }
  const { set, cases, neighbours } = data;
  if (set === null)
    return <p>{t.rich("none", { command: () => <code key="command">npm run data -- load FILE</code> })}</p>;
  return (
    <>
      <p className={classes.summary}>
        {t("neighbours", {
          rows: neighbours.rows,
          positives: neighbours.positives,
          share: percentText(neighbours.rows === 0 ? 0 : neighbours.positives / neighbours.rows),
        })}
      </p>
      <NearCaseList features={features} cases={cases} reference={reference} />
      <p className={classes.note}>
        {t("source", {
          name: set.name,
          rows: set.rows,
          positives: set.positives,
          share: percentText(set.rows === 0 ? 0 : set.positives / set.rows),
        })}
      </p>
    </>
  );
}
