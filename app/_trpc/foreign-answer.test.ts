import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTRPCClient, httpLink, type TRPCClientErrorLike } from "@trpc/client";
import { afterEach, expect, test } from "vitest";
import type { AppRouter } from "@/server/trpc/root";
import { fetchOwn, foreignFault, statusOf } from "./foreign-answer";
import { isTransient } from "./transient";

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** Hangs up after the first half. */
  readonly cut?: true;
}

let server: Server;
afterEach(() => server.close());

/** What a call fails with, at a server that answers so; `null` for one that does not take the connection. */
async function failureWith(answer: Answer | null): Promise<TRPCClientErrorLike<AppRouter>> {
  server = createServer((request, response) => {
    if (answer === null) return request.socket.destroy();
    const { status, type, body, cut } = answer;
    response.writeHead(status, { "Content-Type": type, "Content-Length": body.length });
    if (!cut) return response.end(body);
    response.write(body.slice(0, body.length / 2));
    return setTimeout(() => request.socket.destroy(), 50);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/trpc`;
  const client = createTRPCClient<AppRouter>({ links: [httpLink({ url, fetch: fetchOwn })] });
  return await client.models.current.query().then(
    () => Promise.reject(new Error("It was answered.")),
    (error: TRPCClientErrorLike<AppRouter>) => error,
  );
}

const html = { type: "text/html", body: "<h1>Not our page</h1>" };
const json = { type: "application/json", body: '{"message":"Not of our kind"}' };

test.for([
  ["a connection that is cut", null, "unreachable", true],
  ["an answer that breaks off", { ...json, status: 200, cut: true }, "unreachable", true],
  ["a proxy's page on a server that is away", { ...html, status: 502 }, "unavailable", true],
  ["a gateway's JSON on a server that is away", { ...json, status: 503 }, "unavailable", true],
  ["a proxy's page on a server that is slow", { ...html, status: 504 }, "unavailable", true],
  ["a page on a failure", { ...html, status: 500 }, "failed", false],
  ["JSON of another kind on a failure", { ...json, status: 500 }, "failed", false],
  ["the page of a network's sign-in", { ...html, status: 200 }, "foreign", false],
  ["a proxy's refusal", { ...html, status: 403 }, "foreign", false],
] as const)(
  "%s is told as what it is, and asked again only where that may help",
  async ([, answer, fault, again]) => {
    const error = await failureWith(answer);
    expect(error.data).toBeFalsy();
    expect(foreignFault(statusOf(error))).toBe(fault);
    expect(isTransient(error)).toBe(again);
  },
);
