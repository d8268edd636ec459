import { resultLabels } from "./expression-labels";
import type { Catalogue, KnownMetric } from "./known-metric";
import { impossibleValues } from "./label-values";
import { namesOf } from "./metric-names";
import { type Expression, type SelectorUse, selectorUses } from "./promql";

const ofCounters = /^(rate|irate|increase|resets|changes)$/;
/** These ask of a gauge what only a counter can tell. */
const ofCountersAlone = /^(rate|irate|increase|resets)$/;

/** Only that a series is there, whatever its value. */
const valueUnread = ({ within, aggregations: [innermost] }: SelectorUse) =>
  innermost?.operator === "group" || /^absent/.test(within ?? "");

function findMisread(use: SelectorUse, { name, type }: KnownMetric): string[] {
  const within = use.within ?? "nothing";
  if (type === "counter")
    return ofCounters.test(within) || valueUnread(use)
      ? []
      : [`${name} is a counter and stands in ${within}`];
  return ofCountersAlone.test(within) ? [`${name} is no counter and stands in ${within}`] : [];
}

/**
 * What the keeper exports is the same for all processes, and while the role changes hands two of them export it: the
 * first aggregation around it has to take one of these, and over the instances.
 */
function findAddedUp(use: SelectorUse, { name, from }: KnownMetric): string[] {
  if (from !== "keeper") return [];
  const [innermost] = use.aggregations;
  if (innermost === undefined) return valueUnread(use) ? [] : [`${name} is not taken once, by max or min`];
  if (!/^(max|min|group)$/.test(innermost.operator)) return [`${name} stands under ${innermost.operator}`];
  const { modifier, labels } = innermost;
  const kept = modifier === "without" ? !labels.includes("instance") : labels.includes("instance");
  return kept && !valueUnread(use) ? [`${name} is taken once for each instance`] : [];
}

/** Bounds that 2.42 stores as they are exported and 3.x as well: it writes 1 as `1.0`, and 0.00005 as `5e-05`. */
const sameInBoth = (bound: string) =>
  bound === "+Inf" || (/^\d+\.\d*[1-9]$/.test(bound) && Number(bound) >= 0.0001);

function findBounds({ selector }: SelectorUse): string[] {
  return selector.matchers
    .filter(({ label, operator, value }) => label === "le" && (operator !== "=" || !sameInBoth(value)))
    .map(({ operator, value }) => `le${operator}${value} is read in one way by 2.42 and in another by 3.x`);
}

/** All that is wrong with an expression by what is known of its metrics. */
export function misreadings(expression: Expression, catalogue: Catalogue): string[] {
  const ofSelectors = selectorUses(expression).flatMap((use) => {
    const metrics = namesOf(use.selector, catalogue).flatMap((name) => catalogue.get(name) ?? []);
    return [
      ...impossibleValues(use.selector, catalogue),
      ...findBounds(use),
      ...metrics.flatMap((metric) => [...findMisread(use, metric), ...findAddedUp(use, metric)]),
    ];
  });
  return [...resultLabels(expression, catalogue).problems, ...ofSelectors];
}
