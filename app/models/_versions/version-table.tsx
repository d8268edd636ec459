"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { NamedVersion } from "@/lib/model/moves";
import { ActionButton } from "../../_components/action-button";
import { ErrorNotice } from "../../_components/error-notice";
import { ScrollBox } from "../../_components/scroll-box";
import { TitledPanel } from "../../_components/titled-panel";
import { useTRPC } from "../../_trpc/client";
import tableClasses from "../_card/data-table.module.css";
import type { PendingMove } from "./pending-move";
import { useMorePages } from "./use-more-pages";
import { VersionRow } from "./version-row";
import classes from "./version-table.module.css";

const limit = 25;

interface VersionTableProps {
  champion: string;
  names: readonly NamedVersion[];
  onMove: (move: PendingMove) => void;
}

const columns = [
  "version",
  "registered",
  "recallAtOnePercent",
  "brier",
  "averagePrecision",
  "rocAuc",
  "rows",
  "actions",
] as const;

/** Versions, the latest first, with the figures to go by. */
export function VersionTable({ champion, names, onMove }: VersionTableProps) {
  const t = useTranslations("registry.table");
  const viewText = useTranslations("registry");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const query = useMorePages({
    queryKey: trpc.models.list.queryKey({ limit }),
    fetchPage: (cursor) =>
      queryClient.fetchQuery(
        trpc.models.list.queryOptions({ limit, cursor }, { staleTime: 0, retry: false }),
      ),
  });
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  return (
    <TitledPanel title={t("caption")}>
      <p className={classes.basis}>{t("basis")}</p>
      {data === undefined && error === null ? <p role="status">{viewText("loading")}</p> : null}
      {data === undefined ? null : (
        <ScrollBox label={t("scroll")}>
          <table className={`${tableClasses.table} ${classes.table} tabular`}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(`column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.pages
                .flatMap(({ items }) => items)
                .map((listed) => (
                  <VersionRow
                    key={listed.version}
                    listed={listed}
                    champion={champion}
                    names={names}
                    onMove={onMove}
                  />
                ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {error === null ? null : (
        <ErrorNotice
          error={error}
          title={data === undefined ? viewText("failed") : t("moreFailed")}
          onRetry={() => void (data === undefined ? refetch() : fetchNextPage())}
        />
      )}
      {hasNextPage ? (
        <ActionButton aria-disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </ActionButton>
      ) : null}
    </TitledPanel>
  );
}
