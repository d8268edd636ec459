"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { RecentAgreement } from "@/lib/model/compare";
import { ChartFrame } from "../../../_charts/chart-frame";
import { LazyAgreementChart } from "../../../_charts/lazy-charts";
import grid from "../../_card/chart-grid.module.css";

interface AgreementFigureProps extends Pick<RecentAgreement, "points"> {
  thresholds: { a: number; b: number };
}

/** What the one says against what the other says of the same predictions. */
export function AgreementFigure({ points, thresholds }: AgreementFigureProps) {
  const t = useTranslations("compare.agreement");
  const { count, percent } = useNumbers();
  const table = useMemo(
    () => ({
      columns: [t("number"), t("axisA"), t("axisB")],
      rows: points.map(({ a, b }, i) => [count(i + 1), percent(a), percent(b)]),
    }),
    [t, points, count, percent],
  );
  return (
    <div className={grid.charts}>
      <ChartFrame title={t("drawing")} summary={t("summary", { points: points.length })} table={table}>
        <LazyAgreementChart points={points} thresholds={thresholds} axes={{ a: t("axisA"), b: t("axisB") }} />
      </ChartFrame>
    </div>
  );
}
