import type { CSSProperties, ReactNode } from "react";
import classes from "./plot-marker.module.css";
import { plotInsets } from "./use-unit-axis";

interface PlotMarkerProps {
  /** Place in the plot's own area, in [0, 1] from the left and from the bottom; `null` hides the dot. */
  at: { x: number; y: number } | null;
  /** Draws a line down from the dot to the axis besides. */
  line?: "none" | "upright";
  /** The chart, laid out with `unitMargin` and `axisSizes`. */
  children: ReactNode;
}

/** A dot over a chart that can move without the chart being drawn again. */
export function PlotMarker({ at, line = "none", children }: PlotMarkerProps) {
  return (
    <div className={classes.plot}>
      {children}
      <div className={classes.area} style={plotInsets}>
        {at === null ? null : (
          <div
            className={classes.marker}
            data-line={line}
            data-marker=""
            style={{ "--x": at.x, "--y": at.y } as CSSProperties}
          />
        )}
      </div>
    </div>
  );
}
