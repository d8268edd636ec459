import { routeOf } from "../../server/http/routes";
import { ownProcedureNames, procedureNames } from "../../server/http/trpc";
import { canHave, type LabelValues } from "../../server/observability/declaration";
import { route } from "../../server/observability/label-forms";
import type { Catalogue } from "./known-metric";
import { anchored, listedIn, namesOf } from "./metric-names";
import type { Matcher, Selector } from "./promql";

const procedures: ReadonlySet<string> = new Set([...procedureNames, ...ownProcedureNames]);

/** Procedures, pages, and what both are counted under when there is none. */
function isRoute(value: string): boolean {
  if (procedures.has(value) || value === "trpc.batch" || value === "trpc.unknown") return true;
  return [value, `${value}/`].some((pathname) => routeOf(pathname, procedures) === value);
}

/** Whether a label can have a value; of labels without a list, whether it has the form. */
const possible = (values: LabelValues, value: string) =>
  values === route ? isRoute(value) : canHave(values, value);

/** Whether a regular expression finds something among what is listed. */
function findsSome(values: LabelValues, pattern: string): boolean {
  const listed = values === route ? [...procedures] : "form" in values ? [] : values;
  return listed.some((value) => anchored(pattern).test(value));
}

function problemsOf({ label, operator, value }: Matcher, values: LabelValues): string[] {
  const exact = operator === "=" || operator === "!=";
  const listed = exact ? [value] : listedIn(value);
  // Where nobody lists the values, a pattern may find some.
  if (listed === null && "form" in values && values !== route) return [];
  return (listed ?? [value])
    .filter((one) => !possible(values, one) && (exact || !findsSome(values, one)))
    .map((one) => `${label} is never ${one}`);
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
