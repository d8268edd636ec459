"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { prepareMarks } from "@/app/_charts/prepare-trends";
import type { TrendSummary, Trends } from "@/lib/trends/trends";
import classes from "../trends-view.module.css";
import { MetricChart } from "./metric-chart";
import { metricOrder } from "./metric-order";
import { PromotionList } from "./promotion-list";
import { ScoreChart } from "./score-chart";
import { ShareChart } from "./share-chart";
import { VolumeChart } from "./volume-chart";
import { Zoom } from "./zoom";

interface TrendsOverTimeProps {
  trends: Trends;
  total: TrendSummary;
  onTake: (from: string, to: string) => void;
}

/** All charts over the same windows, the brush that chooses among them, and the promotions in words. */
export function TrendsOverTime({ trends, total, onTake }: TrendsOverTimeProps) {
  const t = useTranslations("trends");
  const { windows: all, promotions } = trends;
  /** `null` while all are shown, so that a window that is new is shown too. */
  const [chosen, setChosen] = useState<{ first: number; last: number } | null>(null);
  const end = all.length - 1;
  const shown = chosen === null ? { first: 0, last: end } : { ...chosen, last: Math.min(chosen.last, end) };
  const windows = useMemo(() => all.slice(shown.first, shown.last + 1), [all, shown.first, shown.last]);
  const marks = useMemo(() => prepareMarks(windows, promotions), [windows, promotions]);
  const drawn = { windows, marks, total };
  const mixed = windows.filter(({ versions }) => versions.length > 1).length;

  return (
    <>
      <h2 className={classes.title}>{t("overTime.title")}</h2>
      <p className={classes.lead}>{t("overTime.lead")}</p>
      {mixed === 0 ? null : <p className={classes.lead}>{t("overTime.mixed", { count: mixed })}</p>}
      {all.length < 2 ? null : (
        <Zoom
          windows={all}
          shown={shown}
          onChange={(next) => setChosen(next.first === 0 && next.last === end ? null : next)}
          onTake={onTake}
        />
      )}
      <div className={classes.charts}>
        <VolumeChart {...drawn} />
        <ShareChart of="called" {...drawn} />
        <ScoreChart {...drawn} />
        {metricOrder.map((name) => (
          <MetricChart key={name} name={name} {...drawn} />
        ))}
        {total.opinions.first === 0 && total.opinions.agreed + total.opinions.dismissed === 0 ? null : (
          <ShareChart of="agreement" {...drawn} />
        )}
      </div>
      <PromotionList promotions={promotions} />
    </>
  );
}
