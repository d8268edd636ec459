import { Agent, request } from "node:http";
import type { Credentials } from "../callers";
import type { FuzzRequest } from "./requests";

export interface FuzzAnswer {
  /** 0 where there was none. */
  readonly status: number;
  /** Its first part, or why there was none. */
  readonly text: string;
}

const patienceMilliseconds = 30_000;
const shownCharacters = 4000;

/** Sends over so many connections. A stream is left as soon as it begins. */
export function createFuzzSender(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = ({ method, path, headers, body }: FuzzRequest, as: Credentials) =>
    new Promise<FuzzAnswer>((resolve) => {
      const length = body.length > 0 || method === "POST" ? { "content-length": body.length } : {};
      const options = { method, path, headers: { ...as, ...headers, ...length }, agent };
      const sent = request(url, { ...options, timeout: patienceMilliseconds }, (response) => {
        const status = response.statusCode ?? 0;
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          if (text.length < shownCharacters) text += chunk;
          if (!String(response.headers["content-type"]).startsWith("text/event-stream")) return;
          resolve({ status, text });
          sent.destroy();
        });
        response.once("error", (error) => resolve({ status: 0, text: error.message }));
        response.once("end", () => resolve({ status, text }));
      });
      sent.once("timeout", () => sent.destroy(new Error(`no answer in ${patienceMilliseconds} ms`)));
      sent.once("error", (error) => resolve({ status: 0, text: error.message }));
      sent.end(body);
    });
  return { send, close: () => agent.destroy() };
}
