import { readdirSync } from "node:fs";
import path from "node:path";
import { type Board, boardSchema, type Panel, queryPanelsOf, type Target } from "./lint/board";
import { projectRoot, readText } from "./project-file";

const folder = "monitoring/grafana/dashboards";

/** The project's boards, with the text they are in. */
export const boards: readonly (Board & { readonly file: string; readonly text: string })[] = readdirSync(
  path.join(projectRoot, folder),
)
  .filter((name) => name.endsWith(".json"))
  .map((name) => {
    const text = readText(`${folder}/${name}`);
    return { file: name, text, ...boardSchema.parse(JSON.parse(text)) };
  });

/** An expression of a board and where it stands. */
export interface BoardExpression {
  readonly where: string;
  readonly expr: string;
}

export interface TargetExpression extends BoardExpression {
  readonly panel: Panel;
  readonly target: Target;
}

export function targetExpressionsOf(board: Board): TargetExpression[] {
  return queryPanelsOf(board).flatMap((panel) =>
    panel.targets.map((target) => ({
      where: `${board.title} / ${panel.title} / ${target.refId}`,
      expr: target.expr,
      panel,
      target,
    })),
  );
}

/** What a board asks besides its panels: for its variables and annotations. */
export function otherExpressionsOf({ title, annotations, templating }: Board): BoardExpression[] {
  const ofAnnotations = annotations.list.filter(({ expr }) => expr !== "");
  const ofVariables = templating.list.filter(({ type }) => type === "query");
  return [
    ...ofAnnotations.map(({ name, expr }) => ({ where: `${title} / annotation ${name}`, expr })),
    ...ofVariables.map(({ name, query }) => ({ where: `${title} / variable ${name}`, expr: query })),
  ];
}
