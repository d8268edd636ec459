"use client";

import { useTranslations } from "next-intl";
import { ScrollBox } from "@/app/_components/scroll-box";
import type { AuditEvent } from "@/lib/audit/audit-event";
import { AuditRow } from "./audit-row";
import classes from "./audit-table.module.css";

const columns = ["when", "who", "action", "target", "address", "result", "seal"] as const;

/** A page of the trail, newest first. */
export function AuditTable({ events }: { events: readonly AuditEvent[] }) {
  const t = useTranslations("audit.column");
  return (
    <ScrollBox label={t("table")}>
      <table className={classes.table} aria-label={t("table")}>
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
          {events.map((event) => (
            <AuditRow key={event.id} event={event} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
