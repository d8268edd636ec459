/** Of the administrator that each database of a test has. */
export const administrator = {
  name: "Test administrator",
  email: "administrator@example.org",
  password: "a password for tests only",
} as const;

/** `name=value` of the session cookie, by the server's port. */
const cookies = new Map<string, string>();
/** The same by the database: one that was there before the server has its administrator already. */
const byDatabase = new Map<string, string>();

function post(url: string, procedure: string, body: unknown): Promise<Response> {
  return fetch(`${url}/api/trpc/${procedure}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function cookieOf(answer: Response): Promise<string> {
  const cookie = answer.headers.getSetCookie()[0]?.split(";", 1)[0];
  if (!answer.ok || cookie === undefined) throw new Error(`Nobody was signed in: ${await answer.text()}`);
  return cookie;
}

const setupForm = /\/setup#(\S+)/;

interface Started {
  readonly url: string;
  /** Its standard output so far. */
  readonly output: string;
  /** What tells its database from others. */
  readonly database: string;
}

/** Signs the administrator in to a server that has started, and makes them first where there is no account. */
export async function signInTo({ url, output, database }: Started): Promise<void> {
  const token = setupForm.exec(output)?.[1];
  const known = byDatabase.get(database);
  const { email, password } = administrator;
  const cookie =
    token !== undefined && known === undefined
      ? await cookieOf(await post(url, "session.setUp", { token, ...administrator }))
      : (known ?? (await cookieOf(await post(url, "session.signIn", { email, password }))));
  byDatabase.set(database, cookie);
  cookies.set(new URL(url).port, cookie);
}

/** What a request sends along to come from the administrator; nothing for a server without accounts. */
export function signedIn(url: string): { readonly Cookie?: string; readonly Origin?: string } {
  const { port, origin } = new URL(url);
  const cookie = cookies.get(port);
  return cookie === undefined ? {} : { Cookie: cookie, Origin: origin };
}

/** The same for a browser, for all servers that run. */
export function sessionCookies() {
  return Array.from(cookies, ([port, cookie]) => {
    const [name = "", value = ""] = cookie.split("=", 2);
    // Cookies bound to encryption are taken from outside for such an address only; the browser sends them to localhost.
    const url = `https://localhost:${port}`;
    return { name, value, url, secure: true, httpOnly: true, sameSite: "Lax" as const };
  });
}

/** `fetch` as the administrator of the server. */
export function ask(
  url: string,
  init: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {},
) {
  return fetch(url, { ...init, headers: { ...signedIn(url), ...init.headers } });
}
