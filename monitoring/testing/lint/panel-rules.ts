import * as units from "@grafana/grafana-foundation-sdk/units";
import type { Board, Panel } from "./board";
import { type LintRule, panelRule } from "./finding";

/** Every unit Grafana knows. */
const known: ReadonlySet<unknown> = new Set(Object.values(units));

function findDataSource({ datasource }: Panel, { templating }: Board): string[] {
  const names = templating.list.filter(({ type }) => type === "datasource").map(({ name }) => name);
  const uid = datasource?.uid ?? "";
  return names.some((name) => uid === `$${name}` || uid === `\${${name}}`)
    ? []
    : [`asks ${uid || "no data source"}, not the one that is chosen`];
}

function findWords({ title, description }: Panel): string[] {
  return [
    ...(title.trim() === "" ? ["has no title"] : []),
    ...(description.trim() === "" ? ["has no description"] : []),
  ];
}

/** Every unit a panel sets, for all fields or some. */
function unitsOf({ fieldConfig: { defaults, overrides } }: Panel): string[] {
  const ofSome = overrides
    .flatMap(({ properties }) => properties)
    .filter(({ id }) => id === "unit")
    .map(({ value }) => String(value));
  return [defaults.unit, ...ofSome].filter((unit) => unit !== "");
}

function findUnits(panel: Panel): string[] {
  const { overrides, defaults } = panel.fieldConfig;
  const mapped =
    defaults.mappings.length > 0 ||
    overrides.some(({ properties }) => properties.some(({ id }) => id === "mappings"));
  const shown = unitsOf(panel);
  // A field of text, or values that are shown as words, need none; one that is there has to be right all the same.
  if (shown.length === 0) return mapped || panel.options.reduceOptions.fields !== "" ? [] : ["has no unit"];
  return shown.filter((unit) => !known.has(unit)).map((unit) => `has a unit Grafana does not know: ${unit}`);
}

export const panelRules: readonly LintRule[] = [
  panelRule("panel-datasource-rule", findDataSource),
  panelRule("panel-title-description-rule", findWords),
  panelRule("panel-units-rule", findUnits),
  panelRule("panel-no-targets-rule", ({ targets }) => (targets.length === 0 ? ["has no target"] : [])),
];
