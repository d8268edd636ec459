"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorNotice } from "../../../_components/error-notice";
import { Panel } from "../../../_components/panel";
import { useMay } from "../../../_session/use-session";
import { useTRPC } from "../../../_trpc/client";
import { NoDataset } from "../_form/no-dataset";
import { StartForm } from "../_form/start-form";
import { RunList } from "./run-list";
import classes from "./training-view.module.css";

interface TrainingViewProps {
  /** SHA-256 of the data set that one has come with; `null` without one. */
  dataset: string | null;
}

/** The runs, and a form to start another one. */
export function TrainingView({ dataset }: TrainingViewProps) {
  const t = useTranslations("training.form");
  const trpc = useTRPC();
  const mayStart = useMay("training.start");
  // Data sets and outcomes arrive while one is elsewhere.
  const { data, error, refetch } = useQuery(
    trpc.training.material.queryOptions(undefined, { enabled: mayStart, staleTime: 0 }),
  );
  return (
    <div className={classes.parts}>
      {mayStart ? (
        <Panel aria-labelledby="start-title">
          {/* biome-ignore lint/correctness/useUniqueElementIds: the view is on its page once. */}
          <h2 id="start-title" className={classes.title}>
            {t("title")}
          </h2>
          {data !== undefined ? (
            data.datasets.length === 0 ? (
              <NoDataset fetchCommand={data.fetchCommand} />
            ) : (
              <StartForm key={dataset} material={data} first={dataset} />
            )
          ) : error === null ? (
            <p role="status">{t("loading")}</p>
          ) : (
            <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
          )}
        </Panel>
      ) : null}
      <RunList />
    </div>
  );
}
