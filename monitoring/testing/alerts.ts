import { readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { projectRoot, readShaped } from "./project-file";

const ruleFolder = "monitoring/prometheus/rules";

const alertSchema = z.strictObject({
  alert: z.string().regex(/^Microcalc([A-Z][a-z]+)+$/),
  expr: z.string(),
  for: z.string().regex(/^\d+[smh]$/),
  labels: z.strictObject({ severity: z.enum(["critical", "warning"]) }),
  annotations: z.strictObject({
    summary: z.string().regex(/[^.]$/, "is a headline, without a full stop"),
    description: z.string().regex(/\.$/, "ends as a sentence does"),
    runbook_url: z.string().regex(/^docs\/runbook\.md#[\w-]+$/),
  }),
});
const recordSchema = z.object({ record: z.string() });
const rulesSchema = z.object({
  groups: z.array(z.object({ rules: z.array(z.union([alertSchema, recordSchema])) })),
});

/** Every alerting rule, file by file, in the form all of them have; one name may have a rule for each severity. */
export const alerts = readdirSync(path.join(projectRoot, ruleFolder))
  .flatMap((name) => readShaped(`${ruleFolder}/${name}`, rulesSchema).groups)
  .flatMap((group) => group.rules)
  .filter((rule) => "alert" in rule);
