"use client";

import classes from "./distribution-bars.module.css";
import type { DistributionBar } from "./prepare-distribution";

interface DistributionBarsProps {
  group: "positives" | "negatives";
  bars: readonly DistributionBar[];
  bins: number;
  /** What a bar says to whoever points at it. */
  titleOf: (bar: DistributionBar) => string;
  /** Heights in [0, 1] by bin of the rows to compare with, -1 is the minimum; `null` without. */
  outline: ReadonlyMap<number, number> | null;
}

/** The bar of the minimum stands apart at the left. */
const spike = { x: 0, width: 5 };
const start = 9;

/** A bar lower than this cannot be seen, and would pass for empty. */
const lowest = 1.5;

/** One class's bars, standing on a line; the drawing's own units are 100 by 100. */
export function DistributionBars({ group, bars, bins, titleOf, outline }: DistributionBarsProps) {
  const step = (100 - start) / bins;
  const place = (bin: number) => (bin === -1 ? spike : { x: start + bin * step, width: step });
  return (
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" className={classes.drawing} aria-hidden="true">
      {bars.map((bar) => {
        const { x, width } = place(bar.bin);
        const height = Math.max(lowest, bar.height * 98);
        return (
          <rect
            key={bar.bin}
            x={x}
            y={100 - height}
            width={width - 0.25}
            height={height}
            className={classes.bar}
            data-group={group}
          >
            <title>{titleOf(bar)}</title>
          </rect>
        );
      })}
      {outline === null
        ? null
        : Array.from(outline, ([bin, height]) => {
            const { x, width } = place(bin);
            const y = 100 - height * 98;
            return height === 0 ? null : (
              <line key={bin} x1={x} x2={x + width} y1={y} y2={y} className={classes.outline} />
            );
          })}
      <line x1="0" x2="100" y1="100" y2="100" className={classes.base} />
    </svg>
  );
}
