import { connect } from "node:net";
import { expect, test } from "vitest";
import { adminOf } from "../callers";
import { rawRequest, statusLineFor } from "../raw-request";
import type { Target } from "./target";

const elsewhere = "elsewhere.example";
/** Addresses that would lead a browser away, were they taken as where to go next. */
const leadingAway = [
  `//${elsewhere}`,
  `//${elsewhere}/`,
  `/\\${elsewhere}`,
  `/%5c${elsewhere}`,
  `/%2f%2f${elsewhere}/`,
  `/%2f${elsewhere}/..`,
  `/history//${elsewhere}`,
  `/history/..//${elsewhere}`,
  `///${elsewhere}/history/`,
  `/sign-in?from=//${elsewhere}`,
  `/sign-in?from=https://${elsewhere}`,
  `/sign-in/?from=%2f%2f${elsewhere}`,
  `/setup?next=https://${elsewhere}`,
  `/.${elsewhere}`,
  `/@${elsewhere}`,
  `/history/%0d%0aLocation:%20https://${elsewhere}`,
  `/?url=https://${elsewhere}&redirect=//${elsewhere}`,
];

/** Cookies and headers that a page or an answer may not say again. */
const mark = "zzmarkzz";
const spoken: readonly [what: string, headers: Record<string, string>][] = [
  ["a language", { Cookie: `locale="><script>${mark}</script>` }],
  ["a language that is none", { Cookie: `locale=../../${mark}` }],
  ["a time zone", { Cookie: `timeZone=Europe/Paris"><script>${mark}</script>` }],
  ["a time zone that is a prototype", { Cookie: `timeZone=__proto__; locale=constructor; x=${mark}` }],
  ["languages", { "Accept-Language": `fr-${mark};q=9,<script>` }],
  ["a number", { "X-Request-Id": `${mark} <script>` }],
  ["a long number", { "X-Request-Id": mark.repeat(20) }],
  ["a browser", { "User-Agent": `<script>${mark}</script>` }],
  ["a way here", { Referer: `https://${elsewhere}/${mark}` }],
  ["an older session", { Cookie: `__Host-microcalc.session_token=${mark}; ${mark}=1` }],
  ["credentials", { Authorization: `Basic ${mark}` }],
];

export function headersAndPaths(target: () => Target): void {
  test.for(leadingAway)("lead nowhere but into this site: %s", async (path) => {
    const { app, url } = target();
    const line = await locationOf(app.port, path);
    if (line !== null) expect(new URL(line, url).origin).toBe(url);
  });

  test.for(spoken)("are not said again, and break nothing: %s", async ([, headers]) => {
    const { url } = target();
    for (const path of ["/history", "/sign-in", "/no/such", "/api/trpc/models.current", "/api/v1/no-such"]) {
      const answer = await rawRequest(url + path, { headers });
      expect(answer.status).toBeLessThan(500);
      expect(answer.body + JSON.stringify(answer.headers)).not.toContain(mark);
    }
  });

  test("name no other host than the page's own, whatever host a request names", async () => {
    const { app, url } = target();
    for (const path of ["/", "/history/", "/sign-in", "/api/docs", "/api/openapi.json"]) {
      const { body, headers } = await rawRequest(url + path, { headers: { Host: elsewhere } });
      expect(body + JSON.stringify(headers)).not.toContain(elsewhere);
    }
    const twice = "GET / HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere.example\r\n\r\n";
    expect(await statusLineFor(app.port, twice)).toContain(" 400 ");
    const none = "GET /api/trpc/models.current HTTP/1.1\r\n\r\n";
    expect(await statusLineFor(app.port, none)).toContain(" 400 ");
  });

  test.for([
    ["a line after a space", "X-A: b\r\n folded: c"],
    ["a bare line feed", "X-A: b\nX-B: c\nContent-Length: 5"],
    ["a NUL", "X-A: b\u0000c"],
    ["a space before the colon", "Content-Length : 5"],
    ["a length of another kind", "Content-Length: +5"],
    ["a length in hex", "Content-Length: 0x5"],
    ["a coding that is none", "Transfer-Encoding: xchunked"],
    ["chunks said twice", "Transfer-Encoding: chunked, identity"],
    ["chunks that hide", "Transfer-Encoding: chunked\r\nTransfer-Encoding: x"],
  ] as const)("that smuggle a request into another are refused: %s", async ([, header]) => {
    const { app, url } = target();
    const { Cookie = "", Origin = "" } = adminOf(url);
    const inner = "POST /api/trpc/session.signOut HTTP/1.1\r\nHost: localhost\r\n";
    const session = `Cookie: ${Cookie}\r\nOrigin: ${Origin}\r\nContent-Type: application/json\r\n`;
    const bytes = `POST /api/trpc/session.touch HTTP/1.1\r\nHost: localhost:${app.port}\r\n${session}${header}\r\n\r\n0\r\n\r\n${inner}\r\n`;
    expect(await statusLineFor(app.port, bytes)).toMatch(/^$| (?:400|411|415|501) /);
  });
}

/** Where the answer to an address, as it stands here, leads; `null` where it leads nowhere. */
function locationOf(port: number, path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect(port, "localhost", () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`),
    );
    let text = "";
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      text += chunk;
    });
    socket.once("close", () =>
      resolve(/^location: (.*)$/im.exec(text.split("\r\n\r\n", 1)[0] ?? "")?.[1] ?? null),
    );
    socket.once("error", () => resolve(null));
  });
}
