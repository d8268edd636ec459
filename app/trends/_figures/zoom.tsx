"use client";

import { useTranslations } from "next-intl";
import { LazyTrendBrush } from "@/app/_charts/lazy-charts";
import { prepareVolume } from "@/app/_charts/prepare-trends";
import type { ShownWindows } from "@/app/_charts/trend-brush";
import { ActionButton } from "@/app/_components/action-button";
import type { TrendWindow } from "@/lib/trends/trends";
import { useTrendText } from "./use-trend-text";
import classes from "./zoom.module.css";

interface ZoomProps {
  windows: readonly TrendWindow[];
  shown: ShownWindows;
  onChange: (shown: ShownWindows) => void;
  /** Makes what is shown the range of the page: the figures of all days then are of these. */
  onTake: (from: string, to: string) => void;
}

/** Chooses which of the windows the charts show, all of them alike. */
export function Zoom({ windows, shown, onChange, onTake }: ZoomProps) {
  const t = useTranslations("trends.zoom");
  const text = useTrendText();
  const [first, last] = [windows[shown.first], windows[shown.last]];
  if (first === undefined || last === undefined) return null;
  const isWhole = shown.first === 0 && shown.last === windows.length - 1;
  return (
    <section className={classes.zoom} aria-label={t("label")}>
      <LazyTrendBrush stacks={prepareVolume(windows)} shown={shown} onChange={onChange} label={t("handle")} />
      <div className={classes.bar}>
        <p role="status">
          {isWhole
            ? t("whole")
            : t("part", {
                days: text.days(first.from, last.to),
                shown: shown.last - shown.first + 1,
                windows: windows.length,
              })}
        </p>
        {isWhole ? null : (
          <>
            <ActionButton size="small" onClick={() => onTake(first.from, last.to)}>
              {t("take")}
            </ActionButton>
            <ActionButton size="small" onClick={() => onChange({ first: 0, last: windows.length - 1 })}>
              {t("all")}
            </ActionButton>
          </>
        )}
      </div>
    </section>
  );
}
