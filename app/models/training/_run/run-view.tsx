"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ErrorNotice } from "../../../_components/error-notice";
import { Panel } from "../../../_components/panel";
import { useTRPC } from "../../../_trpc/client";
import view from "../_list/training-view.module.css";
import { RunFacts } from "./run-facts";
import { RunLog } from "./run-log";
import { RunProgress } from "./run-progress";
import { RunResult } from "./run-result";
import { runState } from "./run-state";
import { useRunLog } from "./use-run-log";

/** Lines after which the run stands otherwise than before. */
const changes = new Set(["started", "started_over", "cancel_requested", "succeeded", "failed", "cancelled"]);

/** One run: how far it is, what came of it, and its log, now and later. */
export function RunView({ id }: { id: string }) {
  const t = useTranslations("training");
  const trpc = useTRPC();
  const { data: run, error, refetch } = useQuery(trpc.training.byId.queryOptions({ id }, { staleTime: 0 }));
  const log = useRunLog(id);
  const lastChange = log.entries.findLast(({ event }) => changes.has(event.kind));
  const changed = lastChange?.sequence;
  useEffect(() => {
    if (changed !== undefined) void refetch();
  }, [changed, refetch]);

  const isUnknown = error?.data?.problem.code === "not_found";
  const version = run?.resultVersion ?? null;
  return (
    <>
      <p className={view.back}>
        <Link href="/models/training">{t("run.back")}</Link>
      </p>
      {run === undefined && error === null ? <p role="status">{t("run.loading")}</p> : null}
      {error === null ? null : (
        <ErrorNotice
          error={error}
          title={isUnknown ? t("run.unknown") : t("run.failed")}
          {...(!isUnknown && { onRetry: () => void refetch() })}
        />
      )}
      {run === undefined ? null : (
        <div className={view.parts}>
          <Panel aria-labelledby="progress-title">
            {/* biome-ignore lint/correctness/useUniqueElementIds: the view is on its page once. */}
            <h2 id="progress-title" className={view.title}>
              {t("progress.title")}
            </h2>
            <RunProgress run={run} state={runState(log.entries)} />
          </Panel>
          {version === null ? null : (
            <RunResult
              version={version}
              existed={lastChange?.event.kind === "succeeded" && lastChange.event.existed}
            />
          )}
          <RunLog log={log} />
          <RunFacts run={run} />
        </div>
      )}
    </>
  );
}
