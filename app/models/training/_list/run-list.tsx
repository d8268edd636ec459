"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { hasEnded } from "@/lib/training/run-end";
import { ActionButton } from "../../../_components/action-button";
import { ErrorNotice } from "../../../_components/error-notice";
import { Panel } from "../../../_components/panel";
import { ScrollBox } from "../../../_components/scroll-box";
import { useTRPC } from "../../../_trpc/client";
import classes from "./run-list.module.css";
import { RunRow } from "./run-row";
import view from "./training-view.module.css";

const columns = ["when", "status", "data", "options", "who", "result"] as const;
const runsOnPage = 20;
const refreshMs = 2000;

/** Runs, the latest first; kept up to date while one of them goes on. */
export function RunList() {
  const t = useTranslations("training.list");
  const trpc = useTRPC();
  const [cursor, setCursor] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(
    trpc.training.list.queryOptions(
      { limit: runsOnPage, cursor },
      {
        staleTime: 0,
        refetchInterval: ({ state }) =>
          state.data?.items.some(({ status }) => !hasEnded(status)) ? refreshMs : false,
      },
    ),
  );
  return (
    <Panel aria-labelledby="runs-title">
      {/* biome-ignore lint/correctness/useUniqueElementIds: the list is on its page once. */}
      <h2 id="runs-title" className={view.title}>
        {t("title")}
      </h2>
      {error === null ? null : (
        <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null ? <p role="status">{t("loading")}</p> : null}
      {data?.items.length === 0 ? <p>{t("none")}</p> : null}
      {data === undefined || data.items.length === 0 ? null : (
        <ScrollBox label={t("table")}>
          <table className={`${classes.table} tabular`}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {cursor === null && !data?.nextCursor ? null : (
        <nav aria-label={t("pages")} className={classes.pages}>
          <ActionButton size="small" disabled={cursor === null} onClick={() => setCursor(null)}>
            {t("newest")}
          </ActionButton>
          <ActionButton
            size="small"
            disabled={!data?.nextCursor}
            onClick={() => setCursor(data?.nextCursor ?? null)}
          >
            {t("older")}
          </ActionButton>
        </nav>
      )}
    </Panel>
  );
}
