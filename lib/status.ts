import { z } from "zod";
import { canaryFaults } from "./canary";

/** Why something cannot be told: who knows it did not answer in time, or could not say. */
const gaps = ["no_answer", "failed"] as const;
/** The same of a database, which may answer and have too much to do. */
const databaseGaps = ["no_answer", "busy", "failed"] as const;
export type DatabaseGap = (typeof databaseGaps)[number];

/** Something that may be known or not; each part of the status is so for itself. */
const partOf = <Value extends z.ZodType, const Why extends string>(value: Value, whys: readonly Why[]) =>
  z.union([
    z.object({ known: z.literal(true), value }),
    z.object({ known: z.literal(false), why: z.enum(whys) }),
  ]);
export type Part<Value, Why = (typeof gaps)[number]> =
  | { readonly known: true; readonly value: Value }
  | { readonly known: false; readonly why: Why };
const databasePartOf = <Value extends z.ZodType>(value: Value) => partOf(value, databaseGaps);
export type DatabasePart<Value> = Part<Value, DatabaseGap>;

const instant = z.iso.datetime();

const alertSeverities = ["critical", "warning"] as const;

const activeAlertSchema = z.object({
  name: z.string(),
  severity: z.enum(alertSeverities),
  /** Empty where the rule has none. */
  summary: z.string(),
  since: instant,
  /** What the rule names as its runbook; `url` is `null` where that is no address of the web, such as a file of the project. */
  runbook: z.object({ text: z.string(), url: z.string().nullable() }).nullable(),
});
export type ActiveAlert = z.infer<typeof activeAlertSchema>;

export const statusSchema = z.object({
  /** When this was so, by the server's clock; ages are counted to it. */
  at: instant,
  process: z.object({ version: z.string(), role: z.enum(["web", "worker", "all"]), startedAt: instant }),
  database: z.object({
    kind: z.enum(["embedded", "own"]),
    server: databasePartOf(z.object({ version: z.string(), roundTripSeconds: z.number().min(0) })),
    bytes: databasePartOf(z.number().min(0)),
  }),
  model: z.object({ version: z.string(), championSince: databasePartOf(instant.nullable()) }),
  queue: databasePartOf(
    z.object({ queued: z.int().min(0), running: z.int().min(0), oldestSince: instant.nullable() }),
  ),
  canary: z.object({
    isOn: z.boolean(),
    /** The latest of this process; `null` before the first. */
    last: z
      .object({ endedAt: instant, seconds: z.number().min(0), fault: z.enum(canaryFaults).nullable() })
      .nullable(),
  }),
  rollUp: databasePartOf(z.object({ lastAt: instant.nullable(), daysBehind: z.int().min(0) })),
  /** Whether any process counts days and exports the live figures. */
  hasKeeper: databasePartOf(z.boolean()),
  /** Critical ones first, then the latest; `null` where no Alertmanager is named. */
  alerts: partOf(z.object({ items: z.array(activeAlertSchema), more: z.int().min(0) }), gaps).nullable(),
  grafanaUrl: z.string().nullable(),
});
export type Status = z.infer<typeof statusSchema>;
