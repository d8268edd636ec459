"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorNotice } from "../../../_components/error-notice";
import { Panel } from "../../../_components/panel";
import { useTRPC } from "../../../_trpc/client";
import { NoDataset } from "../_form/no-dataset";
import { StartForm } from "../_form/start-form";
import { RunList } from "./run-list";
import classes from "./training-view.module.css";

/** The runs, and a form to start another one. */
export function TrainingView() {
  const t = useTranslations("training.form");
  const trpc = useTRPC();
  // Data sets and outcomes arrive while one is elsewhere.
  const { data, error, refetch } = useQuery(trpc.training.material.queryOptions(undefined, { staleTime: 0 }));
  return (
    <div className={classes.parts}>
      <Panel aria-labelledby="start-title">
        {/* biome-ignore lint/correctness/useUniqueElementIds: the view is on its page once. */}
        <h2 id="start-title" className={classes.title}>
          {t("title")}
        </h2>
        {data !== undefined ? (
          data.datasets.length === 0 ? (
            <NoDataset />
          ) : (
            <StartForm material={data} />
          )
        ) : error === null ? (
          <p role="status">{t("loading")}</p>
        ) : (
          <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
        )}
      </Panel>
      <RunList />
    </div>
  );
}
