import { prepareSparkline } from "@/app/_charts/prepare-drift";
import type { Level } from "@/lib/drift/drift-report";
import classes from "./sparkline.module.css";

const width = 112;
const height = 28;
const inset = 3;

const tenths = (pixels: number) => Math.round(10 * pixels) / 10;
const place = (x: number, y: number) =>
  `${tenths(inset + x * (width - 2 * inset))},${tenths(height - inset - y * (height - 2 * inset))}`;

/** The course over the windows against its threshold; the figures unfold with the row. */
export function Sparkline({ levels }: { levels: readonly (Level | null)[] }) {
  const runs = prepareSparkline(levels);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={classes.sparkline} aria-hidden="true">
      {runs.map((run) => (
        <g key={run[0]?.x}>
          <polyline
            className={classes.threshold}
            points={run.map(({ x, threshold }) => place(x, threshold)).join(" ")}
          />
          <polyline className={classes.value} points={run.map(({ x, value }) => place(x, value)).join(" ")} />
        </g>
      ))}
      {runs
        .flat()
        .slice(-1)
        .map(({ x, value }) => {
          const [cx, cy] = place(x, value).split(",");
          return <circle key={x} className={classes.last} cx={cx} cy={cy} r={2.5} />;
        })}
    </svg>
  );
}
