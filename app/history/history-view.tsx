"use client";

import { useTranslations } from "next-intl";
import { createSerializer } from "nuqs";
import { useEffect, useMemo, useRef } from "react";
import { ErrorNotice } from "@/app/_components/error-notice";
import { useReaderTimeZone } from "@/app/_i18n/use-reader-time-zone";
import { May } from "@/app/_session/may";
import { ExportForm } from "./_filters/export-form";
import { FilterChips } from "./_filters/filter-chips";
import { FilterForm } from "./_filters/filter-form";
import { historySearch } from "./_filters/history-search";
import { toPredictionFilters } from "./_filters/prediction-filters";
import { useFilterNames } from "./_filters/use-filter-names";
import { useHistoryFilters } from "./_filters/use-history-filters";
import { ArrivalsNotice } from "./_table/arrivals-notice";
import { EmptyHistory } from "./_table/empty-history";
import { Pager } from "./_table/pager";
import { PredictionTable } from "./_table/prediction-table";
import bar from "./_table/results-bar.module.css";
import { TableSkeleton } from "./_table/table-skeleton";
import { useFirstRowFocus } from "./_table/use-first-row-focus";
import { usePages } from "./_table/use-pages";
import { usePredictions } from "./_table/use-predictions";
import { writeSessionValue } from "./session-value";

const writeSearch = createSerializer(historySearch);

/** The history: filters, what they find, and the way out as a file. */
export function HistoryView() {
  const t = useTranslations("history");
  const { filters, cursor, ready, change, clear, goTo } = useHistoryFilters();
  const timeZone = useReaderTimeZone();
  const predictionFilters = useMemo(() => toPredictionFilters(filters, timeZone), [filters, timeZone]);
  const names = useFilterNames(filters);
  const { page, arrivalCount } = usePredictions({ filters: predictionFilters, cursor, ready });
  const rows = useRef<HTMLTableSectionElement>(null);
  const focusFirstRow = useFirstRowFocus(rows, page);

  const search = writeSearch({ ...filters, cursor });
  useEffect(() => writeSessionValue("search", search), [search]);

  const pages = usePages({
    cursor,
    nextCursor: page.data?.nextCursor,
    goTo: (next) => {
      focusFirstRow();
      goTo(next);
    },
  });
  const items = page.data?.items;
  const isFirstPageAsked = page.error?.data?.problem.code === "invalid_cursor";

  return (
    <>
      <FilterForm filters={filters} onChange={change} />
      <div className={bar.chips}>
        <FilterChips names={names} onRemove={change} onClear={clear} />
      </div>
      <div className={bar.bar}>
        <p className={bar.summary} role="status">
          {items === undefined || page.isPlaceholderData ? "" : t("shown", { count: items.length })}
        </p>
        <ArrivalsNotice
          count={arrivalCount}
          onShow={() => {
            focusFirstRow();
            void page.refetch();
          }}
        />
        <div className={bar.end}>
          <May operation="predictions.export">
            <ExportForm filters={predictionFilters} filterCount={names.length} />
          </May>
        </div>
      </div>
      {page.error === null ? null : (
        <ErrorNotice
          error={page.error}
          title={t("failed")}
          onRetry={() => (isFirstPageAsked ? goTo(null) : void page.refetch())}
        />
      )}
      {items === undefined && page.error === null ? <TableSkeleton /> : null}
      {items !== undefined && items.length === 0 ? (
        <EmptyHistory isFiltered={names.length > 0} onClear={clear} />
      ) : null}
      {items === undefined || items.length === 0 ? null : (
        <PredictionTable
          predictions={items}
          isUpdating={page.isFetching}
          rows={rows}
          onNewer={pages.newer}
          onOlder={pages.older}
        />
      )}
      {cursor === null && !page.data?.nextCursor ? null : (
        <Pager onNewest={pages.newest} onNewer={pages.newer} onOlder={pages.older} />
      )}
    </>
  );
}
