import { z } from "zod";

const ruleSchema = z.object({
  type: z.enum(["recording", "alerting"]),
  name: z.string(),
  health: z.enum(["ok", "err", "unknown"]),
  lastError: z.string().default(""),
});
export type RuleState = z.infer<typeof ruleSchema>;

const answer = z.object({
  data: z.object({ groups: z.array(z.object({ rules: z.array(ruleSchema) })) }),
});

/** What Prometheus says of every rule it evaluates. */
export async function ruleStates(url: string): Promise<RuleState[]> {
  const { data } = answer.parse(await (await fetch(`${url}/api/v1/rules`)).json());
  return data.groups.flatMap(({ rules }) => rules);
}
