import { createHash } from "node:crypto";
import { administrator, signedIn } from "./accounts";

/** Headers that say whose a request is; none for nobody's. */
export type Credentials = Readonly<Record<string, string>>;

/** An address of a sender's own, as a trusted proxy tells it: attempts are counted by it. */
export function addressFor(name: string): Credentials {
  const [first = 0, second = 0, third = 0] = createHash("sha256").update(name).digest();
  return { "X-Forwarded-For": `10.${first}.${second}.${third}` };
}

export interface Sent {
  /** POST unless said otherwise. */
  readonly method?: string;
  /** From the root of the server. */
  readonly path: string;
  readonly as?: Credentials;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  /** The stable code of its problem; `null` where it is none, or plain text. */
  readonly code: string | null;
  readonly text: string;
  readonly headers: Headers;
}

/** Of tRPC, REST, or a stream that ends with its first event. */
const codeForm = /"problem":\{"code":"(\w+)"|^\{"type":"[^"]+\/problems\/(\w+)"/;

function codeOf(text: string): string | null {
  const [, inTrpc, inRest] = codeForm.exec(text) ?? [];
  return inTrpc ?? inRest ?? null;
}

/** Sends JSON, or text as it is, as somebody or as nobody. */
export async function send(url: string, { method = "POST", path, as = {}, headers, body }: Sent) {
  const content = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const type = method === "GET" ? {} : { "Content-Type": "application/json" };
  const given = { ...type, ...as, ...headers };
  const answer = await fetch(url + path, { method, headers: given, redirect: "manual", ...content });
  const text = await answer.text();
  const answered: Answered = { status: answer.status, code: codeOf(text), text, headers: answer.headers };
  return answered;
}

/** {@link send} to a procedure. */
export const call = (
  url: string,
  procedure: string,
  { as = {}, body = {} }: Pick<Sent, "as" | "body"> = {},
) => send(url, { path: `/api/trpc/${procedure}`, as, body });

/** What a call gave; throws with the answer where it is an error. */
export function dataIn<Data>({ status, text }: Answered): Data {
  if (status !== 200) throw new Error(`${status}: ${text}`);
  return JSON.parse(text).result.data as Data;
}

/** The cookies that an answer sets, as a browser would send them back. */
export const cookiesOf = ({ headers }: Answered): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");

export interface SigningIn {
  readonly email: string;
  readonly password: string;
  /** Their own address unless given. */
  readonly from?: Credentials;
}

/** Signs somebody in and gives what their browser sends from then on. */
export async function sessionOf(
  url: string,
  { email, password, from = addressFor(email) }: SigningIn,
): Promise<Credentials> {
  const answer = await call(url, "session.signIn", { as: from, body: { email, password } });
  if (answer.status !== 200) throw new Error(`Nobody was signed in: ${answer.text}`);
  return { Cookie: cookiesOf(answer), Origin: new URL(url).origin, ...from };
}

/** The administrator that each database of a test has. */
export const adminOf = (url: string): Credentials => ({
  ...(signedIn(url) as Credentials),
  ...addressFor(administrator.email),
});

/** A new key of a role, narrowed to groups of operations or not, and its id. */
export async function makeKey(url: string, given: { role: string; scopes?: string[]; days?: number }) {
  const answer = await call(url, "apiKeys.create", {
    as: adminOf(url),
    body: { name: "A program", ...given },
  });
  const { key, apiKey } = dataIn<{ key: string; apiKey: { id: string } }>(answer);
  return { id: apiKey.id, credentials: { Authorization: `Bearer ${key}`, ...addressFor(apiKey.id) } };
}
