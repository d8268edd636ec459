import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
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
type Posted<Data> = { readonly data: Data } | { readonly refusal: Refusal };

function parse<Data>(body: string, schema: z.ZodType<Data>): Data | null {
  try {
    const given = JSON.parse(new URLSearchParams(body).get("filters") ?? "{}");
    return schema.safeParse(given).data ?? null;
  } catch {
    return null;
  }
}

/** The field `filters` (JSON) of a form that was posted, so that nothing of it stands in an address. */
export async function readForm<Data>(
  request: IncomingMessage,
  schema: z.ZodType<Data>,
): Promise<Posted<Data>> {
  if (request.method !== "POST") return { refusal: [405, "Send the filters as a form post."] };
  const body = await readBody(request);
  if (body === null) return { refusal: [413, "The request is too large."] };
  const data = parse(body, schema);
  return data === null ? { refusal: [400, "The filters are not valid."] } : { data };
}

export function refuse(response: ServerResponse, ...[status, message, retryAfterSeconds]: Refusal): void {
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    ...(retryAfterSeconds !== undefined && { "Retry-After": String(retryAfterSeconds) }),
  });
  response.end(`${message}\n`);
}
