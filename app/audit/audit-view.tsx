"use client";

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { ErrorNotice } from "@/app/_components/error-notice";
import { Panel } from "@/app/_components/panel";
import { useReaderTimeZone } from "../_i18n/use-reader-time-zone";
import { useTRPC } from "../_trpc/client";
import { AuditExport } from "./_filters/audit-export";
import { AuditFilterForm } from "./_filters/audit-filter-form";
import { type AuditSearch, auditSearch, toAuditFilters } from "./_filters/audit-search";
import { AuditTable } from "./_table/audit-table";
import classes from "./_table/audit-table.module.css";
import { ChainHead } from "./_table/chain-head";

const pageSize = 50;

/** The audit trail: filters, what they find, how far it is sealed, and the way out as a file. */
export function AuditView() {
  const t = useTranslations("audit");
  const trpc = useTRPC();
  const timeZone = useReaderTimeZone();
  const [{ cursor, ...search }, setSearch] = useQueryStates(auditSearch, { history: "push" });
  const { from, to, actor, action, target, result } = search;
  const filters = useMemo(
    () => toAuditFilters({ from, to, actor, action, target, result }, timeZone),
    [from, to, actor, action, target, result, timeZone],
  );
  // Each look leaves a row itself: none that the reader did not ask for.
  const asked = { ...filters, limit: pageSize, cursor };
  const page = useQuery(
    trpc.audit.list.queryOptions(asked, { refetchOnWindowFocus: false, refetchOnReconnect: false }),
  );
  const apply = (next: AuditSearch) => void setSearch({ ...next, cursor: null });
  const { data, error } = page;
  const next = data?.nextCursor ?? null;

  return (
    <>
      <AuditFilterForm filters={search} onApply={apply} />
      <ChainHead />
      <div className={classes.bar}>
        <p className={classes.summary} role="status">
          {data === undefined ? "" : t("shown", { count: data.items.length })}
        </p>
        <AuditExport filters={filters} />
      </div>
      {error === null ? null : (
        <ErrorNotice error={error} title={t("failed")} onRetry={() => void page.refetch()} />
      )}
      {data === undefined && error === null ? <p className={classes.waiting}>{t("loading")}</p> : null}
      {data?.items.length === 0 ? (
        <Panel>
          <h2>{t("empty.title")}</h2>
          <p>{t("empty.text")}</p>
        </Panel>
      ) : null}
      {data === undefined || data.items.length === 0 ? null : <AuditTable events={data.items} />}
      {cursor === null && next === null ? null : (
        <nav aria-label={t("pager.label")} className={classes.pager}>
          <Button
            variant="default"
            disabled={cursor === null}
            onClick={() => void setSearch({ cursor: null })}
          >
            {t("pager.newest")}
          </Button>
          <Button variant="default" disabled={next === null} onClick={() => void setSearch({ cursor: next })}>
            {t("pager.older")}
          </Button>
        </nav>
      )}
    </>
  );
}
