import { namesOf } from "./metric-names";
import { type Binary, type Call, type Expression, selectorUses } from "./promql";

/** What the values of an expression are measured in. */
interface Dimension {
  /** Exponents: a rate is per second, -1. */
  readonly seconds: number;
  readonly bytes: number;
  /** Of what is measured in neither: a share of one, a number of things, or a quotient that may be a share. */
  readonly share: "share" | "count" | "quotient";
  /** Seconds since the epoch. */
  readonly moment: boolean;
  /** What it was multiplied with: 60 makes of a rate one per minute. */
  readonly scale: number;
}

/** A number of itself has no dimension and goes with any. */
type Measured = Dimension | number;

const count: Dimension = { seconds: 0, bytes: 0, share: "count", moment: false, scale: 1 };

/** By the suffix that names have by convention; a bucket and a count are numbers of things. */
function dimensionOfName(name: string): Dimension {
  const [, operation = ""] = /^[^:]+:[^:]+:(.+)$/.exec(name) ?? [];
  if (operation.startsWith("rate")) return { ...count, seconds: -1 };
  if (operation.startsWith("ratio")) return { ...count, share: "share" };
  const base = name.replace(/_(sum|total)$/, "");
  if (/_timestamp_seconds$|^process_start_time_seconds$/.test(base))
    return { ...count, seconds: 1, moment: true };
  if (base.endsWith("_seconds")) return { ...count, seconds: 1 };
  if (base.endsWith("_bytes")) return { ...count, bytes: 1 };
  if (base.endsWith("_ratio")) return { ...count, share: "share" };
  // Between 0 and 1, yet no share of anything: shown either way.
  return base.endsWith("_probability") ? { ...count, share: "quotient" } : count;
}

/** Of the bounds of the histogram whose buckets an expression counts. */
export function boundsDimension(expression: Expression): Measured {
  const [name = ""] = selectorUses(expression).flatMap(({ selector }) => namesOf(selector, new Map()));
  return dimensionOfName(name.replace(/_bucket$/, ""));
}

function ofCall({ name, args }: Call): Measured {
  if (name === "histogram_quantile") return boundsDimension(args[1] ?? { kind: "literal", value: 0 });
  if (name === "time" || name === "timestamp") return { ...count, seconds: 1, moment: true };
  if (
    /^(changes|resets|count_over_time|histogram_count|absent|absent_over_time|present_over_time)$/.test(name)
  )
    return count;
  const of = args.map(dimensionOf).find((one) => typeof one !== "number") ?? 1;
  if (typeof of === "number" || !/^(rate|irate|deriv)$/.test(name)) return of;
  const share = of.share === "count" ? "quotient" : of.share;
  return { ...of, seconds: of.seconds - 1, share, moment: false };
}

function scaled(of: Dimension, factor: number): Dimension {
  // Some allowed share times over is a share no more.
  return { ...of, scale: of.scale * factor, share: of.share === "share" ? "quotient" : of.share };
}

function combined(one: Measured, other: Measured, sign: 1 | -1): Measured {
  if (typeof one === "number" && typeof other === "number") return one * other ** sign;
  if (typeof other === "number") return scaled(one as Dimension, other ** sign);
  if (typeof one === "number") return scaled(sign === 1 ? other : combinedOf(count, other, -1), one);
  return combinedOf(one, other, sign);
}

function combinedOf(one: Dimension, other: Dimension, sign: 1 | -1): Dimension {
  return {
    seconds: one.seconds + sign * other.seconds,
    bytes: one.bytes + sign * other.bytes,
    share: "quotient",
    moment: false,
    scale: one.scale * other.scale ** sign,
  };
}

function ofBinary({ operator, bool, left, right }: Binary): Measured {
  const [one, other] = [dimensionOf(left), dimensionOf(right)];
  if (bool) return count;
  if (operator === "*" || operator === "/") return combined(one, other, operator === "*" ? 1 : -1);
  if (typeof one === "number") return other;
  // The time between two moments is none.
  const between = operator === "-" && typeof other !== "number" && one.moment && other.moment;
  return between ? { ...one, moment: false } : one;
}

/** What an expression is measured in, by the names of its metrics. */
export function dimensionOf(expression: Expression): Measured {
  const { kind } = expression;
  if (kind === "literal") return Number(expression.value);
  if (kind === "selector") return dimensionOfName(namesOf(expression, new Map())[0] ?? "");
  if (kind === "range") return dimensionOf(expression.of);
  if (kind === "call") return ofCall(expression);
  if (kind === "binary") return ofBinary(expression);
  return /^(count|count_values|group)$/.test(expression.operator) ? count : dimensionOf(expression.of);
}

const numbers = ["short", "none", "locale", "bool", "bool_yes_no", "bool_on_off"];
const shares = ["percentunit"];

/** Units of Grafana by exponents of second and byte, and scale. */
const units: Readonly<Record<string, readonly string[]>> = {
  "1 0 1": ["s", "dtdurations", "dthms"],
  "0 1 1": ["bytes", "decbytes"],
  "-1 1 1": ["binBps", "Bps"],
  "-1 0 1": ["reqps", "ops", "cps", "rps", "wps", "iops"],
  "-1 0 60": ["cpm", "opm", "rpm", "wpm"],
};

const moments = ["dateTimeAsIso", "dateTimeAsIsoNoDateIfToday", "dateTimeAsSystem", "dateTimeFromNow"];

/** Units of Grafana in which such values read as what they are; none where there is none. */
export function fittingUnits(measured: Measured): readonly string[] {
  if (typeof measured === "number") return [...numbers, ...shares];
  const { seconds, bytes, share, moment, scale } = measured;
  // Grafana's moments are in milliseconds.
  if (moment) return seconds === 1 && scale === 1000 ? moments : [];
  if (seconds !== 0 || bytes !== 0) return units[`${seconds} ${bytes} ${scale}`] ?? [];
  if (share === "share") return shares;
  return share === "count" ? numbers : [...numbers, ...shares];
}
