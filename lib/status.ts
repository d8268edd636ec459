import { z } from "zod";
import { canaryFaults } from "./canary";

/** Why something cannot be told: who knows it did not answer in time, or could not say. */
const gaps = ["no_answer", "failed"] as const;
type Gap = (typeof gaps)[number];

/** Something that may be known or not; each part of the status is so for itself. */
const partOf = <Value extends z.ZodType>(value: Value) =>
  z.union([
    z.object({ known: z.literal(true), value }),
    z.object({ known: z.literal(false), why: z.enum(gaps) }),
  ]);
export type Part<Value> =
  | { readonly known: true; readonly value: Value }
  | { readonly known: false; readonly why: Gap };

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
    server: partOf(z.object({ version: z.string(), roundTripSeconds: z.number().min(0) })),
    bytes: partOf(z.number().min(0)),
  }),
  model: z.object({ version: z.string(), championSince: partOf(instant.nullable()) }),
  queue: partOf(
    z.object({ queued: z.int().min(0), running: z.int().min(0), oldestSince: instant.nullable() }),
  ),
  canary: z.object({
    isOn: z.boolean(),
    /** The latest of this process; `null` before the first. */
    last: z
      .object({ endedAt: instant, seconds: z.number().min(0), fault: z.enum(canaryFaults).nullable() })
      .nullable(),
  }),
  rollUp: partOf(z.object({ lastAt: instant.nullable(), daysBehind: z.int().min(0) })),
  /** Whether any process counts days and exports the live figures. */
  hasKeeper: partOf(z.boolean()),
  /** Critical ones first, then the latest; `null` where no Alertmanager is named. */
  alerts: partOf(z.object({ items: z.array(activeAlertSchema), more: z.int().min(0) })).nullable(),
  grafanaUrl: z.string().nullable(),
});
export type Status = z.infer<typeof statusSchema>;
