"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ActionButton } from "../../_components/action-button";
import { ErrorNotice } from "../../_components/error-notice";
import { TitledPanel } from "../../_components/titled-panel";
import { useTRPC } from "../../_trpc/client";
import classes from "./move-history.module.css";
import { MoveItem } from "./move-item";
import nameClasses from "./names.module.css";
import { useMorePages } from "./use-more-pages";

const limit = 25;

/** Every move with its reason, the latest first. */
export function MoveHistory() {
  const t = useTranslations("registry.history");
  const viewText = useTranslations("registry");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useMorePages({
    queryKey: trpc.models.moves.queryKey({ limit }),
    fetchPage: (cursor) =>
      queryClient.fetchQuery(
        trpc.models.moves.queryOptions({ limit, cursor }, { staleTime: 0, retry: false }),
      ),
  });
  return (
    <TitledPanel title={t("title")}>
      <p className={nameClasses.explained}>{t("lead")}</p>
      {data === undefined && error === null ? <p role="status">{viewText("loading")}</p> : null}
      <ol className={classes.list}>
        {data?.pages
          .flatMap(({ items }) => items)
          .map((move) => (
            <MoveItem key={`${move.name} ${move.sequence}`} move={move} />
          ))}
      </ol>
      {error === null ? null : (
        <ErrorNotice
          error={error}
          title={t("failed")}
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
