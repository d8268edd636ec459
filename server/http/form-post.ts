import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { timeZoneSchema } from "../../lib/day";
import { type CsvForm, csvForms } from "../../lib/spreadsheet/csv";
import { utc } from "../../lib/time-zone";
import type { Refusal } from "./address";

const bodyLimit = 16_384;

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** What a form posted, or why it is refused: status and sentence. */
type Posted<Data> =
  | { readonly data: Data; readonly form: CsvForm; readonly timeZone: string }
  | { readonly refusal: Refusal };

/** Programs that ask for no form get the one that programs read. */
const formSchema = z.enum(csvForms).default("standard");
const zoneSchema = timeZoneSchema.default(utc);

function parse<Data>(fields: URLSearchParams, schema: z.ZodType<Data>): Data | null {
  try {
    const given = JSON.parse(fields.get("filters") ?? "{}");
    return schema.safeParse(given).data ?? null;
  } catch {
    return null;
  }
}

/**
 * The fields `filters` (JSON), `form` (of a CSV file) and `timeZone` (of the day in the file's name) of a form that was
 * posted, so that nothing of it stands in an address.
 */
export async function readForm<Data>(
  request: IncomingMessage,
  schema: z.ZodType<Data>,
): Promise<Posted<Data>> {
  if (request.method !== "POST") return { refusal: [405, "Send the filters as a form post."] };
  const body = await readBody(request);
  if (body === null) return { refusal: [413, "The request is too large."] };
  const fields = new URLSearchParams(body);
  const form = formSchema.safeParse(fields.get("form") ?? undefined);
  if (!form.success) return { refusal: [400, `The form is one of: ${csvForms.join(", ")}.`] };
  const timeZone = zoneSchema.safeParse(fields.get("timeZone") ?? undefined);
  if (!timeZone.success) return { refusal: [400, "The time zone is not known."] };
  const data = parse(fields, schema);
  return data === null
    ? { refusal: [400, "The filters are not valid."] }
    : { data, form: form.data, timeZone: timeZone.data };
}

export function refuse(response: ServerResponse, ...[status, message, retryAfterSeconds]: Refusal): void {
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    ...(retryAfterSeconds !== undefined && { "Retry-After": String(retryAfterSeconds) }),
  });
  response.end(`${message}\n`);
}
