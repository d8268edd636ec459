import { Agent, request } from "node:http";
import { signedIn } from "./accounts";
import type { AnyRequest } from "./any-request";

/** How a request ended: the class of its status, told to come back by a server that is busy, or without a status. */
export type Ending = `${number}xx` | "put off" | "broken off" | "no answer";

const patienceMilliseconds = 20_000;

/** Sends to a server over so many connections; the answers' contents are dropped. */
export function createSender(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = ({ method, path, headers, body, givesUpAfter }: AnyRequest) =>
    new Promise<Ending>((resolve) => {
      const options = {
        method,
        path,
        headers: { ...signedIn(url), ...headers, "content-length": body.length },
        agent,
        timeout: patienceMilliseconds,
      };
      const sent = request(url, options, (response) => {
        response.once("error", () => resolve("broken off"));
        const status = response.statusCode ?? 0;
        const ending = status === 503 ? "put off" : (`${Math.floor(status / 100)}xx` as const);
        response.resume().once("end", () => resolve(ending));
      });
      sent.once("timeout", () => resolve("no answer"));
      sent.once("error", () => resolve("broken off"));
      if (givesUpAfter === null) sent.end(body);
      else {
        sent.write(body.subarray(0, body.length / 2));
        sent.once("socket", () => setTimeout(() => sent.destroy(), givesUpAfter));
      }
    });
  return { send, close: () => agent.destroy() };
}
