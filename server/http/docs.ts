import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { createRequire } from "node:module";
import openapi from "../../docs/openapi.json" with { type: "json" };
import { problemStatuses } from "../rest/problem";
import { problemTexts } from "../rest/problem-texts";
import { docsPage, startScript } from "./docs-page";
import { type Handler, pathnameOf } from "./edge";

/** Nothing from elsewhere, no script and no style within the page. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Swagger UI's own icons stand in its style sheet.
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join("; ");

type Content = string | Buffer;
interface Page {
  readonly type: string;
  readonly read: () => Content | Promise<Content>;
}

const require = createRequire(import.meta.url);
/** Of the package two files are served; the rest of it is for other uses. */
const swaggerUi = {
  script: require.resolve("swagger-ui-dist/swagger-ui-bundle.js"),
  style: require.resolve("swagger-ui-dist/swagger-ui.css"),
};
const html = { type: "text/html; charset=utf-8", read: () => docsPage };
const script = "text/javascript; charset=utf-8";

const pages: Readonly<Record<string, Page>> = {
  "/api/docs": html,
  "/api/docs/": html,
  "/api/docs/start.js": { type: script, read: () => startScript },
  "/api/docs/swagger-ui-bundle.js": { type: script, read: () => readFile(swaggerUi.script) },
  "/api/docs/swagger-ui.css": { type: "text/css; charset=utf-8", read: () => readFile(swaggerUi.style) },
  "/api/openapi.json": { type: "application/json; charset=utf-8", read: () => JSON.stringify(openapi) },
};

/** What a problem of a code means. */
function problemText(pathname: string): string | null {
  const code = pathname.slice("/api/problems/".length);
  const text = Object.hasOwn(problemTexts, code) ? problemTexts[code] : undefined;
  if (text === undefined || !pathname.startsWith("/api/problems/")) return null;
  return `${code} (${problemStatuses.get(code)})\n${text.title}\n\n${text.meaning}\n`;
}

function pageOf(pathname: string): Page | null {
  if (Object.hasOwn(pages, pathname)) return pages[pathname] ?? null;
  const text = problemText(pathname);
  return text === null ? null : { type: "text/plain; charset=utf-8", read: () => text };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Content;
}

function send(response: ServerResponse, { status, headers, content }: Answer): void {
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(content) });
  response.end(content);
}

/** What describes the API: `/api/openapi.json`, a page to read and try it on, and a text on each problem. */
export const answerDocs: Handler = async (request, response) => {
  const plain = { "Content-Type": "text/plain; charset=utf-8" };
  const page = pageOf(pathnameOf(request));
  if (page === null) return send(response, { status: 404, headers: plain, content: "Not found.\n" });
  if (request.method !== "GET" && request.method !== "HEAD") {
    const headers = { ...plain, Allow: "GET, HEAD" };
    return send(response, { status: 405, headers, content: "This is read with GET.\n" });
  }
  response.setHeader("Content-Security-Policy", policy);
  const headers = { "Content-Type": page.type, "Cache-Control": "no-cache" };
  send(response, { status: 200, headers, content: await page.read() });
};
