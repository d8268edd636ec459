"use client";

import type { ReactNode } from "react";
import classes from "./chart-legend.module.css";

/** Drawn as in the chart: `realised`, `estimated`, a filled square, or an upright dashed line. */
type LegendMark =
  | "realised"
  | "estimated"
  | "promotion"
  | { readonly fill: string; readonly opacity?: number };

interface LegendEntry {
  readonly mark: LegendMark;
  readonly name: string;
}

function MarkSample({ mark }: { mark: LegendMark }) {
  if (typeof mark === "object")
    return (
      <svg width="14" height="14" aria-hidden="true" className={classes.swatch}>
        <rect width="14" height="14" fill={mark.fill} fillOpacity={mark.opacity ?? 1} />
      </svg>
    );
  if (mark === "promotion")
    return (
      <svg width="8" height="16" aria-hidden="true">
        <path d="M4 0v16" stroke="var(--mc-text)" strokeWidth="1.5" strokeDasharray="2 3" />
      </svg>
    );
  return mark === "realised" ? (
    <svg width="28" height="14" aria-hidden="true">
      <path d="M0 7h28M14 1v12M11 1h6M11 13h6" stroke="var(--mc-accent)" strokeWidth="1.75" />
      <circle cx="14" cy="7" r="3.5" fill="var(--mc-accent)" />
    </svg>
  ) : (
    <svg width="28" height="14" aria-hidden="true">
      <rect y="1" width="28" height="12" fill="var(--mc-negative-fill)" fillOpacity="0.18" />
      <path d="M0 7h28" stroke="var(--mc-negative)" strokeWidth="1.5" strokeDasharray="6 4" />
      <path
        d="M14 2l5 5l-5 5l-5 -5z"
        fill="var(--mc-surface)"
        stroke="var(--mc-negative)"
        strokeWidth="1.5"
      />
    </svg>
  );
}

interface ChartLegendProps {
  entries: readonly LegendEntry[];
  /** What stands at the end of the line: the way out as a file. */
  children: ReactNode;
}

/** What the marks of a chart stand for. */
export function ChartLegend({ entries, children }: ChartLegendProps) {
  return (
    <div className={classes.bar}>
      <ul className={classes.list}>
        {entries.map(({ mark, name }) => (
          <li key={name}>
            <MarkSample mark={mark} />
            {name}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
