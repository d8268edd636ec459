"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorNotice } from "../_components/error-notice";
import { useTRPC } from "../_trpc/client";
import { MeasureList } from "./_measures/measure-list";
import { DriftSentence } from "./_summary/drift-sentence";
import { Meaning } from "./_summary/meaning";
import { useWindowSearch } from "./_windows/use-window-search";
import { WindowControls } from "./_windows/window-controls";
import classes from "./drift-view.module.css";

/** While days are still to be counted, the next look is soon. */
const refetchMilliseconds = { behind: 3000, upToDate: 30_000 };

/** What has moved, by how much and since when, in windows as the reader wants them. */
export function DriftView() {
  const t = useTranslations("drift");
  const trpc = useTRPC();
  const { ask, change } = useWindowSearch();
  const { data, error, refetch } = useQuery({
    ...trpc.drift.report.queryOptions(ask),
    // Candidates arrive, and models are promoted, while one is elsewhere.
    staleTime: 0,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      refetchMilliseconds[(state.data?.daysBehind ?? 0) > 0 ? "behind" : "upToDate"],
  });
  return (
    <div className={classes.view}>
      {error === null ? null : (
        <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
      )}
      <div role="status" className={classes.sentence}>
        {data === undefined ? error === null && <p>{t("loading")}</p> : <DriftSentence report={data} />}
      </div>
      <WindowControls ask={ask} onChange={change} />
      {data === undefined || data.windows.length === 0 ? null : <MeasureList report={data} />}
      <Meaning minimum={data?.minimum} />
    </div>
  );
}
