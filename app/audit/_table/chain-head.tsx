"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useTRPC } from "../../_trpc/client";
import classes from "./audit-table.module.css";

/** How far the trail is sealed, and the hash to compare with one that was noted elsewhere. */
export function ChainHead() {
  const t = useTranslations("audit.head");
  const format = useFormatter();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.audit.head.queryOptions(undefined, { refetchOnWindowFocus: false }));
  if (data === undefined) return null;
  if (data === null) return <p className={classes.head}>{t("none")}</p>;
  const at = format.dateTime(new Date(data.sealedAt), { dateStyle: "medium", timeStyle: "medium" });
  return (
    <p className={classes.head}>
      {t("sealed", { sequence: data.sequence, at })} <code className={classes.hash}>{data.hash}</code>
    </p>
  );
}
