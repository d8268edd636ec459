import { readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { projectRoot, readShaped } from "./project-file";

const folder = "monitoring/prometheus/rules";

const recordingSchema = z.strictObject({ record: z.string(), expr: z.string() });
const alertSchema = z.object({
  alert: z.string(),
  expr: z.string(),
  annotations: z.record(z.string(), z.string()).default({}),
});
const fileSchema = z.object({
  groups: z.array(z.object({ name: z.string(), rules: z.array(z.union([recordingSchema, alertSchema])) })),
});

export type RecordingRule = z.output<typeof recordingSchema>;
export type AlertRule = z.output<typeof alertSchema>;

const rules = readdirSync(path.join(projectRoot, folder))
  .flatMap((name) => readShaped(`${folder}/${name}`, fileSchema).groups)
  .flatMap((group) => group.rules);

/** The project's rules in all their files. */
export const recordingRules: readonly RecordingRule[] = rules.filter((rule) => "record" in rule);
export const alertRules: readonly AlertRule[] = rules.filter((rule) => "alert" in rule);
