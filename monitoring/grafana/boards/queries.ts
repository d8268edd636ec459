import type { metricList } from "../../../server/observability/metrics";

type Own = (typeof metricList)[keyof typeof metricList];
type Histogram = Extract<Own, { type: "histogram" }>["name"];
type OwnSeries = Exclude<Own["name"], Histogram> | `${Histogram}_${"bucket" | "count" | "sum"}`;

/** What Prometheus itself, Node.js' own metrics, the exporter of Postgres and the recording rules add. */
type OtherSeries =
  | "up"
  | `scrape_${string}`
  | `process_${string}`
  | `nodejs_${string}`
  | `pg_${string}`
  | `instance:microcalc_${string}`;

export type Series = OwnSeries | OtherSeries;

/** Requests of people: health probes, the canary and the files of the pages left out. */
export const ofPeople = 'route!~"/livez|/readyz|canary.assess|/_next/static"';

/** A selector of the chosen jobs and instances; `matchers` are written as in PromQL. */
export function series(name: Series, matchers = ""): string {
  const more = matchers === "" ? "" : `,${matchers}`;
  return `${name}{job=~"$job",instance=~"$instance"${more}}`;
}

/** Per second. */
export function rate(name: Series, matchers = ""): string {
  return `rate(${series(name, matchers)}[$__rate_interval])`;
}

/** In one step of the picture. */
export function increase(name: Series, matchers = ""): string {
  return `increase(${series(name, matchers)}[$__rate_interval])`;
}

const grouped = (operator: string, expression: string, by: string) =>
  by === "" ? `${operator}(${expression})` : `${operator} by (${by}) (${expression})`;

/** Of what processes add up; `by` are labels with commas between them. */
export function sum(expression: string, by = ""): string {
  return grouped("sum", expression, by);
}

/** Of what is the same for all processes, as all that the keeper exports. */
export function max(expression: string, by = ""): string {
  return grouped("max", expression, by);
}

export function min(expression: string, by = ""): string {
  return grouped("min", expression, by);
}

/** What has not happened yet has no series: 0 where the whole, with the same labels, has one. */
export function orZero(part: string, whole: string): string {
  return `(${part} or 0 * ${whole})`;
}

/** In [0, 1]; nothing where there is no whole. */
export function share(part: string, whole: string): string {
  return `${orZero(part, whole)} / (${whole} > 0)`;
}

/** One series at 0, called none, where there is no other and a process tells of itself. */
export function orNone(expression: string, label: string): string {
  const zero = `0 * ${sum(series("microcalc_ready"))}`;
  return `${expression} or on () label_replace(${zero}, "${label}", "none", "", "")`;
}

interface Observations {
  readonly matchers?: string;
  readonly by?: string;
}

/** Of a histogram, by its buckets. Without observations the function says NaN, which the comparison leaves out. */
export function quantile(of: number, histogram: Histogram, { matchers = "", by = "" }: Observations = {}) {
  const labels = by === "" ? "le" : `le, ${by}`;
  return `histogram_quantile(${of}, ${sum(rate(`${histogram}_bucket`, matchers), labels)}) >= 0`;
}

/** Seconds since a time that is told in seconds since the epoch. */
export function since(timestamp: string): string {
  return `time() - ${timestamp}`;
}

/** Left out what other programs say of themselves under the same name, as exporters do. */
export function ofMicrocalc(expression: string): string {
  return `${expression} and on (job, instance) ${series("microcalc_build_info")}`;
}
