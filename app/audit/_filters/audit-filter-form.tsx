"use client";

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useReaderTimeZone } from "@/app/_i18n/use-reader-time-zone";
import { auditActions, auditResults } from "@/lib/audit/actions";
import classes from "./audit-filter-form.module.css";
import { type AuditSearch, auditSearch } from "./audit-search";

interface AuditFilterFormProps {
  filters: AuditSearch;
  onApply: (filters: AuditSearch) => void;
}

const names = ["from", "to", "actor", "action", "target", "result"] as const;
type Name = (typeof names)[number];

const read = (data: FormData, name: Name): string | null =>
  auditSearch[name].parse(String(data.get(name) ?? "").trim());

/** All filters; they apply together, so that the trail holds one row for the question and not one for each letter. */
export function AuditFilterForm({ filters, onApply }: AuditFilterFormProps) {
  const t = useTranslations("audit.filter");
  const actionText = useTranslations("audit.action");
  const resultText = useTranslations("audit.result");
  const timeZone = useReaderTimeZone();
  const [refused, setRefused] = useState<readonly Name[]>([]);

  function apply(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const wrong = names.filter((name) => data.get(name) !== "" && read(data, name) === null);
    setRefused(wrong);
    if (wrong.length > 0) return;
    onApply(Object.fromEntries(names.map((name) => [name, read(data, name)])) as AuditSearch);
  }

  const idError = (name: Name) => (refused.includes(name) ? t("idRefused") : undefined);
  const day = (name: "from" | "to") => (
    <TextInput
      type="date"
      name={name}
      label={t(name)}
      error={refused.includes(name) ? t("dayRefused") : undefined}
      defaultValue={filters[name] ?? ""}
    />
  );
  return (
    <search>
      {/* The key makes the fields those of the address again, after a step back for instance. */}
      <form key={JSON.stringify(filters)} aria-label={t("label")} className={classes.form} onSubmit={apply}>
        {day("from")}
        {day("to")}
        <NativeSelect
          name="action"
          label={t("action")}
          defaultValue={filters.action ?? ""}
          data={[
            { value: "", label: t("any") },
            ...auditActions.map((action) => ({ value: action, label: actionText(action) })),
          ]}
        />
        <NativeSelect
          name="result"
          label={t("result")}
          defaultValue={filters.result ?? ""}
          data={[
            { value: "", label: t("any") },
            ...auditResults.map((result) => ({ value: result, label: resultText(result) })),
          ]}
        />
        <TextInput
          name="actor"
          label={t("actor")}
          error={idError("actor")}
          defaultValue={filters.actor ?? ""}
          autoComplete="off"
        />
        <TextInput
          name="target"
          label={t("target")}
          error={idError("target")}
          defaultValue={filters.target ?? ""}
          autoComplete="off"
        />
        <p className={classes.hint}>{t("timeZone", { timeZone })}</p>
        <div className={classes.buttons}>
          <Button type="submit">{t("apply")}</Button>
          <Button
            variant="default"
            onClick={() =>
              onApply({ from: null, to: null, actor: null, action: null, target: null, result: null })
            }
          >
            {t("clear")}
          </Button>
        </div>
      </form>
    </search>
  );
}
