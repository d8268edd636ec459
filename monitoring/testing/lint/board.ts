import { z } from "zod";

const text = z.string().default("");

/** Grafana writes it as its name, or as `{ type, uid }`. */
const dataSource = z
  .union([z.string(), z.object({ type: text, uid: text }), z.null()])
  .default(null)
  .transform((given) => (typeof given === "string" ? { type: "", uid: given } : given));

const targetSchema = z.object({
  refId: text,
  expr: text,
  legendFormat: text,
  hide: z.boolean().default(false),
  /** Of a target that shows what another panel found. */
  panelId: z.int().optional(),
  datasource: dataSource,
});

const gridSchema = z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() });

const fieldConfigSchema = z.object({
  defaults: z
    .object({
      unit: text,
      mappings: z.array(z.unknown()).default([]),
      thresholds: z.object({ steps: z.array(z.unknown()).default([]) }).optional(),
    })
    .prefault({}),
  overrides: z
    .array(
      z.object({
        matcher: z.object({ id: z.string(), options: z.unknown().optional() }),
        properties: z.array(z.object({ id: z.string(), value: z.unknown().optional() })),
      }),
    )
    .default([]),
});

const panelSchema = z.object({
  id: z.int().optional(),
  type: z.string(),
  title: text,
  description: text,
  gridPos: gridSchema.optional(),
  datasource: dataSource,
  targets: z.array(targetSchema).default([]),
  options: z.looseObject({ reduceOptions: z.object({ fields: text }).prefault({}) }).prefault({}),
  fieldConfig: fieldConfigSchema.prefault({}),
  transformations: z.array(z.unknown()).default([]),
  /** Of a row that is folded. */
  get panels() {
    return z.array(panelSchema).default([]);
  },
});

const choiceSchema = z.union([z.string(), z.array(z.string())]);

const variableSchema = z.object({
  name: z.string(),
  label: text,
  type: z.string(),
  query: z
    .union([z.string(), z.object({ query: z.string() })])
    .default("")
    .transform((given) => (typeof given === "string" ? given : given.query)),
  datasource: dataSource,
  refresh: z.int().default(0),
  multi: z.boolean().default(false),
  includeAll: z.boolean().default(false),
  allValue: z.string().nullish(),
  current: z.object({ value: choiceSchema.optional() }).default({}),
});

const annotationSchema = z.object({
  name: z.string(),
  expr: text,
  builtIn: z.unknown().optional(),
  datasource: dataSource,
});

/** What the rules look at of a board in Grafana's classic JSON; all else is let through and left out. */
export const boardSchema = z.object({
  uid: text,
  title: text,
  editable: z.boolean().default(true),
  tags: z.array(z.string()).default([]),
  links: z.array(z.object({ type: text, url: text, tags: z.array(z.string()).default([]) })).default([]),
  annotations: z.object({ list: z.array(annotationSchema).default([]) }).prefault({}),
  templating: z.object({ list: z.array(variableSchema).default([]) }).prefault({}),
  panels: z.array(panelSchema).default([]),
});

export type Board = z.output<typeof boardSchema>;
export type Panel = z.output<typeof panelSchema>;
export type Target = z.output<typeof targetSchema>;
export type Variable = z.output<typeof variableSchema>;

/** All panels, those in folded rows and the rows themselves included. */
export function panelsOf({ panels }: { readonly panels: readonly Panel[] }): Panel[] {
  return panels.flatMap((panel) => [panel, ...panelsOf(panel)]);
}

/** Panels that are no row and no text, in the linter's words those that have queries. */
export function queryPanelsOf(board: Board): Panel[] {
  return panelsOf(board).filter(
    ({ type }) => !["row", "text", "dashlist", "alertlist", "news"].includes(type),
  );
}

/** What kind of data source the board lets one choose: `prometheus`, `loki`; `null` where it lets one choose none. */
export function chosenSourceKind(board: Board): string | null {
  return board.templating.list.find(({ type }) => type === "datasource")?.query ?? null;
}
