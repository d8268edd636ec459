import { readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { projectRoot, readText } from "./project-file";

const targetSchema = z.looseObject({ refId: z.string(), expr: z.string().min(1) });
const panelSchema = z.looseObject({
  title: z.string().optional(),
  type: z.string(),
  targets: z.array(targetSchema).optional(),
  /** Of a row that is folded. */
  panels: z.array(z.unknown()).optional(),
});
const boardSchema = z.looseObject({
  title: z.string(),
  panels: z.array(panelSchema),
  templating: z.looseObject({
    list: z.array(
      z.looseObject({
        name: z.string(),
        type: z.string(),
        query: z.union([z.string(), z.looseObject({ query: z.string() })]).optional(),
      }),
    ),
  }),
  annotations: z.looseObject({
    list: z.array(
      z.looseObject({
        name: z.string(),
        expr: z.string().optional(),
        target: z.looseObject({ expr: z.string().optional() }).optional(),
      }),
    ),
  }),
});
export type Board = z.infer<typeof boardSchema>;

/** A question a board asks: of its panels at a moment, of its marks over a time, of its variables for labels' values. */
export interface BoardQuery {
  readonly kind: "panel" | "annotation" | "variable";
  /** Board, panel and letter, as a person finds it. */
  readonly place: string;
  /** With every variable filled in. */
  readonly expression: string;
}

const boardFolder = "monitoring/grafana/dashboards";

export function committedBoards(): Board[] {
  const files = readdirSync(path.join(projectRoot, boardFolder)).sort();
  return files.map((file) => boardSchema.parse(JSON.parse(readText(`${boardFolder}/${file}`))));
}

/** What Grafana would put in for "All" and a screen of a minute or so, scraped each second. */
const values: Readonly<Record<string, string>> = {
  job: ".+",
  instance: ".+",
  __rate_interval: "10s",
  __interval: "5s",
  __interval_ms: "5000",
  __range: "60s",
  __range_s: "60",
  __range_ms: "60000",
};

function filledIn(expression: string): string {
  return expression.replaceAll(/\$\{(\w+)(?::\w+)?\}|\$(\w+)/g, (whole, braced, bare) => {
    const value = values[braced ?? bare];
    if (value === undefined) throw new Error(`Nothing to put in for ${whole} in ${expression}`);
    return value;
  });
}

function panelsOf(panels: readonly unknown[]): z.infer<typeof panelSchema>[] {
  return panels.flatMap((one) => {
    const panel = panelSchema.parse(one);
    return [panel, ...panelsOf(panel.panels ?? [])];
  });
}

export function boardQueries(board: Board): BoardQuery[] {
  const { title, panels, annotations, templating } = board;
  const asked = (kind: BoardQuery["kind"], name: string, expression: string | undefined): BoardQuery[] =>
    expression === undefined ? [] : [{ kind, place: `${title}: ${name}`, expression: filledIn(expression) }];
  return [
    ...panelsOf(panels).flatMap((panel) =>
      (panel.targets ?? []).flatMap(({ refId, expr }) => asked("panel", `${panel.title} ${refId}`, expr)),
    ),
    ...annotations.list.flatMap(({ name, expr, target }) => asked("annotation", name, expr ?? target?.expr)),
    ...templating.list
      .filter(({ type }) => type === "query")
      .flatMap(({ name, query }) =>
        asked("variable", `$${name}`, typeof query === "string" ? query : query?.query),
      ),
  ];
}
