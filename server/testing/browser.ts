import type { Visitor } from "../auth/visitor";
import type { Dependencies } from "../services/dependencies";

/** Somebody's browser, as far as the server sees it: keeps the cookies it is sent. */
export function createBrowser({ accounts }: Pick<Dependencies, "accounts">, address = "192.0.2.7") {
  const jar = new Map<string, string>();
  const cookies = () => Array.from(jar, ([name, value]) => `${name}=${value}`).join("; ");
  const session = () => accounts.sessions.find(cookies());
  const visitor = async (): Promise<Visitor> => ({
    ...{ address, userAgent: "test", cookies: cookies(), session: await session() },
    sendCookies: (sent) => {
      for (const cookie of sent) {
        const [pair = "", ...attributes] = cookie.split(/;\s*/);
        const [name = "", value = ""] = pair.split(/=(.*)/s);
        if (attributes.includes("Max-Age=0")) jar.delete(name);
        else jar.set(name, value);
      }
    },
  });
  return { jar, cookies, session, visitor };
}
