import type { IncomingMessage } from "node:http";
import { TRPCError } from "@trpc/server";
import { ZodRealError, type ZodType } from "zod";
import { hasBody } from "./bind";
import type { BoundOperation } from "./operation";

type Kind = "number" | "boolean" | "text";
/** What zod keeps of a schema. */
interface Kept {
  readonly _zod: {
    readonly def: {
      readonly type: string;
      readonly innerType?: Kept;
      readonly shape?: Readonly<Record<string, Kept>>;
    };
  };
}

const wrappers = new Set(["optional", "nullable", "default", "prefault", "readonly"]);

function kindOf(schema: Kept): Kind {
  const { type, innerType } = schema._zod.def;
  if (wrappers.has(type) && innerType !== undefined) return kindOf(innerType);
  return type === "number" || type === "boolean" ? type : "text";
}

/** What each field of an input is, where it comes as text from an address. */
export function kindsOf(input: ZodType | null): ReadonlyMap<string, Kind> {
  const shape = (input as unknown as Kept | null)?._zod.def.shape ?? {};
  return new Map(Object.entries(shape).map(([name, schema]) => [name, kindOf(schema)]));
}

const numberForm = /^-?\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?$/;

/** As what the schema wants if it reads so, else as it is: the schema then refuses it by name. */
function read(text: string, kind: Kind | undefined): unknown {
  if (kind === "number" && numberForm.test(text)) return Number(text);
  if (kind === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}

/** A field named twice is a list, which no schema takes. */
function fromAddress(given: URLSearchParams, kinds: ReadonlyMap<string, Kind>): Record<string, unknown> {
  const names = [...new Set(given.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = given.getAll(name).map((text) => read(text, kinds.get(name)));
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

/** Refuses fields where they have no business: an answer that passed them over would be to another question. */
function refuseNames(names: readonly string[]): void {
  if (names.length === 0) return;
  // tRPC takes only what is an Error for a cause, which ZodError is not.
  const cause = new ZodRealError([{ code: "unrecognized_keys", keys: [...names], path: [], message: "" }]);
  throw new TRPCError({ code: "BAD_REQUEST", cause });
}

const jsonType = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;
/** Takes a byte order mark off, as tRPC does: PowerShell and .NET send one. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Thrown where a sender hung up half-way: nobody is there to be answered. */
export class SenderGoneError extends Error {
  override readonly name = "SenderGoneError";
}

/** A body's pieces. The stream is not ended with them: whoever still sends gets to read why it is refused. */
async function* piecesOf(request: IncomingMessage): AsyncGenerator<Buffer, void> {
  try {
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new SenderGoneError("The sender is gone.", { cause: error });
  }
}

async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of piecesOf(request)) {
    size += chunk.length;
    if (size > limit) throw new TRPCError({ code: "PAYLOAD_TOO_LARGE" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const notJson = (cause: unknown) => new TRPCError({ code: "PARSE_ERROR", cause });

/** A body of JSON, an empty object where there is none. */
async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const {
    "content-length": length = "0",
    "transfer-encoding": coding,
    "content-type": type = "",
  } = request.headers;
  if (length === "0" && coding === undefined) return {};
  if (!jsonType.test(type)) throw new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE" });
  const bytes = await readBytes(request, limit);
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (error) {
    throw notJson(error);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export interface Gathering {
  readonly operation: BoundOperation;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Bytes that the body may have. */
  readonly bodyLimit: number;
}

/**
 * The input of a procedure from path, query and body; each field comes from one of them, and bodies are taken as they
 * are.
 */
export async function gatherInput(request: IncomingMessage, gathering: Gathering): Promise<unknown> {
  const { operation, kinds, params, query, bodyLimit } = gathering;
  refuseNames([...new Set(query.keys())].filter((name) => !operation.queryFields.has(name)));
  if (operation.input === null) return undefined;
  const named = fromAddress(new URLSearchParams(params), kinds);
  if (!hasBody(operation)) return { ...fromAddress(query, kinds), ...named };
  const body = await readJson(request, bodyLimit);
  if (!isObject(body)) return body;
  refuseNames(operation.pathFields.filter((name) => Object.hasOwn(body, name)));
  return { ...body, ...named };
}
