"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { ErrorNotice } from "../../_components/error-notice";
import { useTRPC } from "../../_trpc/client";
import { Section } from "./section";
import classes from "./versions.module.css";

const shown = 50;

/** The latest models this database has seen, newest first. */
export function Versions({ current }: { current: string }) {
  const t = useTranslations("models.versions");
  const format = useFormatter();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.models.list.queryOptions({ limit: shown }));
  const time = (instant: string) =>
    format.dateTime(new Date(instant), { dateStyle: "long", timeStyle: "short" });
  return (
    <Section anchor="versions" title={t("title")}>
      {error === null ? null : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <ul className={classes.list}>
        {data?.items.map(({ version, registeredAt }) => (
          <li key={version} className={classes.version}>
            <code>{version}</code>
            <span>{t("registeredAt", { time: time(registeredAt) })}</span>
            {version === current ? <strong className={classes.current}>{t("current")}</strong> : null}
          </li>
        ))}
      </ul>
      {data === undefined || data.nextCursor === null ? null : <p>{t("older", { shown })}</p>}
    </Section>
  );
}
