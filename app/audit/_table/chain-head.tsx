"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useTRPC } from "../../_trpc/client";
import classes from "./audit-table.module.css";

/** How far the trail is sealed, and the hash to compare with one that was noted elsewhere. */
export function ChainHead() {
  const t = useTranslations("audit.head");
  const dateText = useDateText();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.audit.head.queryOptions(undefined, { refetchOnWindowFocus: false }));
  if (data === undefined) return null;
  if (data === null) return <p className={classes.head}>{t("none")}</p>;
  const at = dateText.exactMoment(data.sealedAt);
  return (
    <p className={classes.head}>
      {t("sealed", { sequence: data.sequence, at })} <code className={classes.hash}>{data.hash}</code>
    </p>
  );
}
