"use client";

import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { ErrorNotice } from "../_components/error-notice";
import { TrendControls } from "./_controls/trend-controls";
import { trendsSearch } from "./_controls/trends-search";
import { useTrends } from "./_controls/use-trends";
import { CountedNotice } from "./_figures/counted-notice";
import { EmptyTrends } from "./_figures/empty-trends";
import { TotalTable } from "./_figures/total-table";
import { TrendsOverTime } from "./_figures/trends-over-time";
import classes from "./trends-view.module.css";

/** The trends: what to show, all days together, and the charts over time. */
export function TrendsView() {
  const t = useTranslations("trends");
  const [search, setSearch] = useQueryStates(trendsSearch, { history: "replace" });
  const { data, error, refetch, isPlaceholderData } = useTrends(search);
  const isFiltered = search.from !== null || search.to !== null || search.model !== null;
  return (
    <>
      <TrendControls search={search} known={data} onChange={(part) => void setSearch(part)} />
      {error === null ? null : (
        <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
      )}
      {data === undefined ? (
        error === null ? (
          <p role="status" className={classes.loading}>
            {t("loading")}
          </p>
        ) : null
      ) : (
        <div className={isPlaceholderData ? classes.updating : undefined} aria-busy={isPlaceholderData}>
          <CountedNotice trends={data} />
          {data.total === null || data.total.predictions === 0 ? (
            <EmptyTrends
              isFiltered={isFiltered}
              onClear={() => void setSearch({ from: null, to: null, model: null })}
            />
          ) : (
            <>
              <TotalTable total={data.total} />
              <TrendsOverTime
                key={`${search.by} ${search.size} ${search.of} ${data.windows[0]?.from}`}
                trends={data}
                total={data.total}
                onTake={(from, to) => void setSearch({ from, to })}
              />
            </>
          )}
        </div>
      )}
    </>
  );
}
