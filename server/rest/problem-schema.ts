import { z } from "zod";
import { issueSchema } from "../../lib/issue";

const fileFault = z.object({ line: z.int(), column: z.string(), value: z.string(), accepted: z.string() });

/** RFC 9457, and what this server adds. */
export const problemSchema = z.object({
  type: z.string().meta({ format: "uri-reference" }),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string().meta({ description: "A sentence in the caller's language." }),
  code: z.string().meta({ description: "Stable, for programs." }),
  requestId: z.string().meta({ description: "Under which the server's log has the request." }),
  issues: z.array(issueSchema).optional().meta({ description: "What is wrong with the input, by field." }),
  file: z
    .object({ name: z.string(), faults: z.array(fileFault), more: z.int() })
    .optional()
    .meta({ description: "What is wrong in a file that was sent, and how many faults there are besides." }),
  retryAfterSeconds: z.int().optional().meta({ description: "As the header `Retry-After`." }),
});
export type RestProblem = z.infer<typeof problemSchema>;
