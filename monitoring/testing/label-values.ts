import { routeOf } from "../../server/http/routes";
import { procedureNames } from "../../server/http/trpc";
import { canHave, type LabelValues } from "../../server/observability/declaration";
import { route } from "../../server/observability/label-forms";
import type { Catalogue } from "./known-metric";
import { anchored, listedIn, namesOf } from "./metric-names";
import type { Matcher, Selector } from "./promql";

/** Procedures, pages, and what both are counted under when there is none. */
function isRoute(value: string): boolean {
  if (procedureNames.has(value) || value === "trpc.batch" || value === "trpc.unknown") return true;
  return [value, `${value}/`].some((pathname) => routeOf(pathname, procedureNames) === value);
}

/** Whether a label can have a value; of labels without a list, whether it has the form. */
const possible = (values: LabelValues, value: string) =>
  values === route ? isRoute(value) : canHave(values, value);

/** Whether a regular expression finds something among what a label can be; where nobody lists that, it may. */
function findsSome(values: LabelValues, pattern: string): boolean {
  if (values === route) return [...procedureNames].some((name) => anchored(pattern).test(name));
  return "form" in values || values.some((value) => anchored(pattern).test(value));
}

function problemsOf({ label, operator, value }: Matcher, values: LabelValues): string[] {
  const listed = operator === "=" || operator === "!=" ? [value] : listedIn(value);
  if (listed === null) return findsSome(values, value) ? [] : [`${label} is never ${value}`];
  return listed.filter((one) => !possible(values, one)).map((one) => `${label} is never ${one}`);
}

/** Values a selector matches that the labels of its metrics cannot have. */
export function impossibleValues(selector: Selector, catalogue: Catalogue): string[] {
  return namesOf(selector, catalogue).flatMap((name) =>
    selector.matchers.flatMap((matcher) => {
      const values = catalogue.get(name)?.labels.get(matcher.label) ?? null;
      return values === null ? [] : problemsOf(matcher, values).map((problem) => `${name}: ${problem}`);
    }),
  );
}
