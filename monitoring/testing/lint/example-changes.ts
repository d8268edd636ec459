import { boardSchema } from "./board";
import { exampleBoard } from "./example-board";

type Plain = typeof exampleBoard;
type PlainVariable = Partial<Plain["templating"]["list"][number]> & Record<string, unknown>;

/** The matchers that narrow a selector as boards have to. */
export const narrow = '{job=~"$job",instance=~"$instance"}';

/** The example after a change. */
export function changed(change: (board: Plain) => void) {
  const board = structuredClone(exampleBoard);
  change(board);
  return boardSchema.parse(board);
}

/** With the variable changed, or taken out. */
export const variable = (name: string, given: PlainVariable | null) =>
  changed(({ templating }) => {
    const at = templating.list.findIndex((one) => one.name === name);
    templating.list.splice(
      at,
      1,
      ...((given === null ? [] : [{ ...templating.list[at], ...given }]) as never[]),
    );
  });

/** With the one panel that has data changed. */
export const panel = (given: Record<string, unknown>) =>
  changed(({ panels }) => void Object.assign(panels[1] as object, given));

/** With its only target changed. */
export const target = (given: Record<string, unknown>) =>
  panel({ targets: [{ ...exampleBoard.panels[1]?.targets?.[0], ...given }] });

export const expr = (text: string) => target({ expr: text });

/** The example as one of Loki. */
export const loki = (text: string, given = {}) =>
  changed(({ templating, panels }) => {
    Object.assign(templating.list[0] as object, { query: "loki" });
    Object.assign(panels[1]?.targets?.[0] as object, { expr: text, ...given });
  });

export const ofLoki = { datasource: { type: "loki", uid: `\${datasource}` } };
