"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AuditEvent } from "@/lib/audit/audit-event";
import classes from "./audit-table.module.css";

/** What an act was on; a prediction leads to its page. */
export function TargetCell({ target }: Pick<AuditEvent, "target">) {
  const t = useTranslations("audit");
  if (target === null) return t("none");
  const { type, id } = target;
  return (
    <>
      {t(`target.${type}`)}{" "}
      {type === "prediction" ? (
        <Link href={`/history/${id}`} prefetch={false} className={classes.id}>
          {id}
        </Link>
      ) : (
        <code className={classes.id}>{id}</code>
      )}
    </>
  );
}
