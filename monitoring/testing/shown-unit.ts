import type { Panel, Target } from "./lint/board";

/** Whether an override of a field's settings is of what a target finds. */
function concerns({ id, options }: Panel["fieldConfig"]["overrides"][number]["matcher"], target: Target) {
  const option = String(options);
  if (id === "byFrameRefID") return option === target.refId;
  if (id === "byName") return option === target.legendFormat || option === `Value #${target.refId}`;
  if (id !== "byRegexp") return false;
  return new RegExp(option.replace(/^\/(.*)\/$/, "$1")).test(target.legendFormat);
}

/** The unit a target's values are shown in: the panel's, or the last that overrides it. */
export function shownUnit({ fieldConfig: { defaults, overrides } }: Panel, target: Target): string {
  const own = overrides
    .filter(({ matcher }) => concerns(matcher, target))
    .flatMap(({ properties }) => properties)
    .filter(({ id }) => id === "unit")
    .map(({ value }) => String(value));
  return own.at(-1) ?? defaults.unit;
}
