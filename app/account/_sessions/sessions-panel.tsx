"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorNotice } from "../../_components/error-notice";
import table from "../../_components/plain-table.module.css";
import { ScrollBox } from "../../_components/scroll-box";
import { TitledPanel } from "../../_components/titled-panel";
import { useTRPC } from "../../_trpc/client";
import classes from "../account.module.css";
import { SessionRow } from "./session-row";

const columns = ["device", "address", "since", "lastSeen", "action"] as const;

/** Where one is signed in; what one does not recognise can be ended. */
export function SessionsPanel() {
  const t = useTranslations("account.sessions");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.session.list.queryOptions(undefined, { staleTime: 0 }));
  const ending = useMutation(
    trpc.session.revoke.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.session.list.queryKey() }),
    }),
  );
  return (
    <TitledPanel title={t("title")}>
      <p className={classes.text}>{t("text")}</p>
      <p role="status" className={classes.done}>
        {ending.isSuccess ? t("ended") : ""}
      </p>
      {error === null ? null : (
        <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
      )}
      {ending.error === null ? null : <ErrorNotice error={ending.error} title={t("notEnded")} />}
      {data === undefined ? (
        error === null && <p role="status">{t("loading")}</p>
      ) : (
        <ScrollBox label={t("table")}>
          <table className={`${table.table} tabular`}>
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
              {data.map((session) => (
                <SessionRow
                  key={session.id}
                  session={session}
                  isEnding={ending.isPending}
                  onEnd={() => ending.mutate({ id: session.id })}
                />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </TitledPanel>
  );
}
