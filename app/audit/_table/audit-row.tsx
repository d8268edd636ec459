"use client";

import { useTranslations } from "next-intl";
import { Untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { AuditEvent } from "@/lib/audit/audit-event";
import classes from "./audit-table.module.css";
import { TargetCell } from "./target-cell";

const detailText = (details: AuditEvent["details"]) =>
  Object.entries(details)
    .filter(([, value]) => !Array.isArray(value) || value.length > 0)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(" ") : (value ?? "–")}`)
    .join(", ");

/** One row of the audit trail. Details are shown as stored, so that they can be compared with an exported file. */
export function AuditRow({ event }: { event: AuditEvent }) {
  const t = useTranslations("audit");
  const actionText = useTranslations("audit.action");
  const roleText = useTranslations("roles");
  const dateText = useDateText();
  const { at, actor, action, target, address, result, sequence, details } = event;
  return (
    <tr>
      <th scope="row" className={classes.when}>
        <time dateTime={at}>{dateText.exactMoment(at)}</time>
      </th>
      <td>
        <Untranslated>{actor.name}</Untranslated> {/* What runs by itself has no role of a person's. */}
        {roleText.has(actor.role) ? <span className={classes.dim}>{roleText(actor.role)}</span> : null}
      </td>
      <td>
        {actionText(action)}
        {detailText(details) === "" ? null : (
          <span translate="no" className={classes.details}>
            {detailText(details)}
          </span>
        )}
      </td>
      <td>
        <TargetCell target={target} />
      </td>
      <td className="tabular">{address ?? t("none")}</td>
      <td data-result={result} className={classes.result}>
        {t(`result.${result}`)}
      </td>
      <td className="tabular">{sequence === null ? t("seal.waiting") : t("seal.sealed", { sequence })}</td>
    </tr>
  );
}
