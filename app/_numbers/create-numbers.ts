/** Where decimals say less than that the value is neither 0 nor 1. */
const isBelow = (share: number, decimals: number) => share > 0 && share < 10 ** -(decimals + 2) / 2;
const isAbove = (share: number, decimals: number) => share < 1 && 1 - share < 10 ** -(decimals + 2) / 2;

/** Decimals of every percentage, unless a page has two that would look alike, see {@link decimalsApart}. */
export const percentDecimals = 1;

/** More are of no use: probabilities are sums of shares, and differ by more. */
const mostDecimals = 18;

const fixed = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });

type Write = (value: number) => string;

function writer(locale: string, options: Intl.NumberFormatOptions): Write {
  const format = new Intl.NumberFormat(locale, options);
  // A hyphen is too short for a minus and breaks from its number.
  return (value) => format.format(value).replace("-", "−");
}

function percentWriter(locale: string, decimals: number): Write {
  const write = writer(locale, { style: "percent", ...fixed(decimals) });
  const least = 10 ** -(decimals + 2);
  return (share) => {
    if (isBelow(share, decimals)) return `<\u00a0${write(least)}`;
    return isAbove(share, decimals) ? `>\u00a0${write(1 - least)}` : write(share);
  };
}

/** Writes each value once; formats take long to make. */
function remembered(write: Write): Write {
  const texts = new Map<number, string>();
  return (value) => {
    const text = texts.get(value) ?? write(value);
    texts.set(value, text);
    return text;
  };
}

/** For a page without a list of thresholds. */
export const noThresholds: readonly number[] = [];

/**
 * The one place that decides how a quantity is spelled: how many decimals, which sign, which unit. The same value is
 * spelled alike wherever it stands.
 */
export function createNumbers(
  locale: string,
  decimals = percentDecimals,
  thresholds: readonly number[] = noThresholds,
) {
  const plain = writer(locale, {});
  const fineValue = (digits: number) => writer(locale, { ...fixed(digits), signDisplay: "negative" });
  const signed = (digits: number) => writer(locale, { ...fixed(digits), signDisplay: "exceptZero" });
  return {
    /** Of a percentage and of percentage points. */
    decimals,
    /** What was measured or computed, in [0, 1]: probabilities and their intervals, rates, shares. */
    percent: percentWriter(locale, decimals),
    /** From which probability something is called, in [0, 1]. */
    threshold: remembered((value) =>
      percentWriter(locale, Math.max(decimals, thresholdDecimals(value, thresholds)))(value),
    ),
    /**
     * What was set and not measured, in [0, 1], as short as it is exact: ticks, edges of bins, levels, typed limits.
     */
    percentMark: writer(locale, { style: "percent", maximumFractionDigits: 2 }),
    /** The same without the sign, for a field that has it beside. */
    percentTyped: writer(locale, { maximumFractionDigits: 2 }),
    /** Differences of percentages; given in percentage points. */
    points: writer(locale, fixed(decimals)),
    signedPoints: signed(decimals),
    /** Contributions to a probability, most of them far below one; given in percentage points. */
    finePoints: writer(locale, fixed(2)),
    count: plain,
    /** Ticks of an axis that is no percentage. */
    tick: writer(locale, { notation: "compact", maximumFractionDigits: 3 }),
    /** A mean of counts, and what comes on 1,000. */
    perThousand: writer(locale, fixed(1)),
    /** Figures of merit that are no shares: F1, areas, correlations of calls. */
    score: writer(locale, fixed(3)),
    signedScore: signed(3),
    /** Brier scores, which are small, and their differences. */
    smallScore: writer(locale, fixed(4)),
    signedSmallScore: signed(4),
    /** Log losses, which differ late. */
    fineScore: writer(locale, fixed(5)),
    correlation: writer(locale, fixed(2)),
    /** A feature value with as many decimals as it has, up to eight, the most a file of standardised values carries. */
    value: writer(locale, { maximumFractionDigits: 8, signDisplay: "negative" }),
    /** The same, rounded where many stand side by side. */
    shortValue: writer(locale, { ...fixed(2), signDisplay: "negative" }),
    /** The same, in tables for those who look at data. */
    fineValue: fineValue(3),
    /** Two of them with as many decimals as it takes to see which is larger. */
    comparedValues: (a: number, b: number): readonly [string, string] => {
      let digits = 3;
      while (a !== b && digits < mostDecimals && fineValue(digits)(a) === fineValue(digits)(b)) digits++;
      return [fineValue(digits)(a), fineValue(digits)(b)];
    },
    /** All digits, without a separator that would be read as a decimal one. */
    exactValue: (value: number) =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: 20, useGrouping: false }).format(value),
    /** Of the trees, in [0, 1]. */
    rawScore: writer(locale, { maximumSignificantDigits: 4 }),
    /** Candidates at a node; weights make some of them fractions. */
    cover: (value: number) => writer(locale, { maximumFractionDigits: value < 10 ? 1 : 0 })(value),
    milliseconds: (seconds: number) =>
      writer(locale, { style: "unit", unit: "millisecond", maximumFractionDigits: 1 })(1000 * seconds),
    megabytes: (bytes: number) =>
      writer(locale, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 })(bytes / 1e6),
  };
}
/**
 * The number that a percentage is written as, in units of its last decimal: 30 of 3.0 %. Computed from the text, which
 * rounds the decimal number and not the binary one: 2.95 % is written 3.0 %, and 0.0295 * 1000 is less than 29.5.
 */
export function writtenUnits(share: number, decimals: number): number {
  const text = writer("en", { style: "percent", ...fixed(decimals), useGrouping: false })(share);
  return Number(text.replace(/[.%]/g, ""));
}

export type Numbers = ReturnType<typeof createNumbers>;

/** How a figure of merit may be spelled. */
export type Written = "percent" | "score" | "smallScore" | "perThousand";

/**
 * The decimals of percentages on a page that holds values against thresholds: as everywhere, or as many more as it
 * takes until no value looks like a threshold that it is not.
 */
export function decimalsApart(values: readonly number[], thresholds: readonly number[]): number {
  for (let decimals = percentDecimals; decimals < mostDecimals; decimals++) {
    const write = percentWriter("en", decimals);
    const looksLike = (value: number) => (threshold: number) =>
      value !== threshold && write(value) === write(threshold);
    if (!values.some((value) => thresholds.some(looksLike(value)))) return decimals;
  }
  return mostDecimals;
}

/** Thresholds that are no further apart are one, computed in two ways. */
const sameThreshold = 5e-10;
/** With these no two others look alike. */
const mostThresholdDecimals = 7;

/**
 * The decimals of one of the thresholds that a reader steps through: as everywhere, or as many more as it takes until
 * neither of the next ones looks like it.
 */
export function thresholdDecimals(threshold: number, steps: readonly number[]): number {
  const others = steps.filter((step) => Math.abs(step - threshold) > sameThreshold);
  const next = [
    Math.max(...others.filter((step) => step < threshold)),
    Math.min(...others.filter((step) => step > threshold)),
  ].filter(Number.isFinite);
  for (let decimals = percentDecimals; decimals < mostThresholdDecimals; decimals++) {
    const write = percentWriter("en", decimals);
    if (next.every((other) => write(other) !== write(threshold))) return decimals;
  }
  return mostThresholdDecimals;
}
