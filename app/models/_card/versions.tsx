"use client";

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { ErrorNotice } from "../../_components/error-notice";
import { useTRPC } from "../../_trpc/client";
import { Section } from "./section";
import classes from "./versions.module.css";

/** The models this database has seen, newest first. */
export function Versions({ current }: { current: string }) {
  const t = useTranslations("models.versions");
  const format = useFormatter();
  const trpc = useTRPC();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.models.list.infiniteQueryOptions(
      { limit: 10 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const versions = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title={t("title")}>
      {error === null ? null : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <ul className={classes.list}>
        {versions.map(({ version, registeredAt }) => (
          <li key={version} className={classes.version}>
            <code>{version}</code>
            <span>
              {t("registeredAt", {
                time: format.dateTime(new Date(registeredAt), { dateStyle: "long", timeStyle: "short" }),
              })}
            </span>
            {version === current ? <strong className={classes.current}>{t("current")}</strong> : null}
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      ) : null}
    </Section>
  );
}
