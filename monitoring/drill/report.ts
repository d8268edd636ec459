import { table } from "../../server/text-table";
import type { AlertTried, FaultTried } from "./try-fault";

/** What a drill found. */
export interface DrillReport {
  /** By what the rules' waits and windows were shortened. */
  readonly factor: number;
  /** Names of alerts that fired before anything was broken. */
  readonly firedAtRest: readonly string[];
  readonly faults: readonly FaultTried[];
}

const heads = ["fault", "alert", "fires after", "resolves after", "fires as well", "submissions failed"];

/** Seconds with one decimal. */
const seconds = (value: number | null) => (value === null ? "never" : `${value.toFixed(1)} s`);

function submissionsOf({ submissions }: FaultTried): string {
  const { answered, refused, rejected, unanswered, underWay } = submissions;
  const failed = refused + rejected + unanswered;
  const ended = `${failed} of ${answered + failed}`;
  return underWay === 0 ? ended : `${ended}, ${underWay} under way`;
}

/** A line for each alert; what is of the whole fault stands in its first one. */
function rowsOf(fault: FaultTried): string[][] {
  return fault.alerts.map(({ alert, secondsToFire, secondsToResolve }, i) => [
    ...(i === 0 ? [fault.what] : [""]),
    ...[alert, seconds(secondsToFire), seconds(secondsToResolve)],
    ...(i === 0 ? [fault.alsoFired.join(", ") || "–", submissionsOf(fault)] : ["", ""]),
  ]);
}

/** For a terminal: a paragraph for each fault, a line for each alert. */
export function textReport({ faults }: DrillReport): string {
  const paragraphs = faults.map((fault) => {
    const rows = fault.alerts.map(({ alert, secondsToFire, secondsToResolve }) => [
      ...[alert, `fires after ${seconds(secondsToFire)}`, `resolves after ${seconds(secondsToResolve)}`],
    ]);
    const also = fault.alsoFired.length === 0 ? "" : `; fires as well: ${fault.alsoFired.join(", ")}`;
    return `${fault.what}\n${table(rows)}\n  submissions failed: ${submissionsOf(fault)}${also}`;
  });
  return paragraphs.join("\n\n");
}

const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

function markdownReport({ factor, faults }: DrillReport): string {
  return [
    `Waits and windows of the rules 1/${factor} of what they are.`,
    "",
    line(heads),
    line(heads.map(() => "---")),
    ...faults.flatMap(rowsOf).map(line),
  ].join("\n");
}

const markers = ["<!-- measured by npm run drill -->", "<!-- end of what was measured -->"] as const;

/** `page` with what stands between the two markers replaced; throws where they are not there. */
export function withReport(page: string, report: DrillReport): string {
  const [begin, end] = markers.map((marker) => page.indexOf(marker)) as [number, number];
  if (begin === -1 || end < begin) throw new Error(`The page has no lines ${markers.join(" and ")}.`);
  return `${page.slice(0, begin + markers[0].length)}\n\n${markdownReport(report)}\n\n${page.slice(end)}`;
}

const isWell = ({ secondsToFire, secondsToResolve }: AlertTried) =>
  secondsToFire !== null && secondsToResolve !== null;

/** What is not as it should be, a sentence each; nothing when every alert fired, resolved, and none did at rest. */
export function failures({ faults, firedAtRest }: DrillReport): string[] {
  return [
    ...firedAtRest.map((alert) => `${alert} fired before anything was broken.`),
    ...faults.flatMap(({ what, alerts }) =>
      alerts
        .filter((one) => !isWell(one))
        .map(
          ({ alert, secondsToFire }) =>
            `${what}: ${alert} did not ${secondsToFire === null ? "fire" : "resolve"}.`,
        ),
    ),
  ];
}
