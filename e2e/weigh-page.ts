import { get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import type { Page, Request } from "playwright-core";

/** Kinds of files that a page's weight is told of, as browsers name them. */
export const weighedKinds = ["script", "stylesheet", "document", "font"] as const;
type WeighedKind = (typeof weighedKinds)[number];

/** Bytes as served, by kind. */
export type PageWeight = Readonly<Record<WeighedKind, number>>;

interface ServedFile {
  readonly kind: WeighedKind;
  readonly url: string;
}

/** Idle moments in a row, without a request, after which nothing more is to come. */
const quietMoments = 3;

const isWeighed = (kind: string): kind is WeighedKind => weighedKinds.some((one) => one === kind);

/**
 * Opens a page and gives the files that it asks for until it rests: no request under way, and the browser idle. A
 * stream of events stays under way for as long as the page is open.
 */
export async function filesOf(page: Page, url: string): Promise<ServedFile[]> {
  const files = new Map<string, ServedFile>();
  const underWay = new Set<Request>();
  let asked = 0;
  page.on("request", (request) => {
    asked++;
    const kind = request.resourceType();
    if (kind !== "eventsource") underWay.add(request);
    if (isWeighed(kind) && !request.url().startsWith("data:"))
      files.set(request.url(), { kind, url: request.url() });
  });
  const over = (request: Request) => void underWay.delete(request);
  page.on("requestfinished", over);
  page.on("requestfailed", over);
  await page.goto(url, { waitUntil: "load" });
  for (let quiet = 0; quiet < quietMoments; ) {
    const before = asked;
    // The first page of a browser without its time zone in a cookie is asked for again.
    await page.waitForLoadState("load");
    const isStill = await page
      .evaluate(() => new Promise((resolve) => requestIdleCallback(() => resolve(true))))
      .catch((error: Error) => !error.message.includes("navigation") && Promise.reject(error));
    if (!isStill) asked++;
    quiet = underWay.size === 0 && asked === before ? quiet + 1 : 0;
  }
  return [...files.values()];
}

interface Served {
  readonly bytes: number;
  readonly text: string;
}

const served = new Map<string, Promise<Served>>();

async function askFor(url: string, headers: Record<string, string>): Promise<Served> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers: { "Accept-Encoding": "gzip", ...headers } }, resolve).on("error", reject);
  });
  const body = await buffer(response);
  const isPacked = response.headers["content-encoding"] === "gzip";
  return { bytes: body.length, text: (isPacked ? gunzipSync(body) : body).toString("utf8") };
}

/** A file as it is served to a browser that takes gzip; each is asked for once. */
export function serve(url: string, headers: Record<string, string> = {}): Promise<Served> {
  const known = served.get(url) ?? askFor(url, headers);
  served.set(url, known);
  return known;
}

/** `headers` are those of whoever opened the page. */
export async function weigh(
  files: readonly ServedFile[],
  headers: Record<string, string>,
): Promise<PageWeight> {
  const weight = { script: 0, stylesheet: 0, document: 0, font: 0 };
  for (const { kind, url } of files)
    weight[kind] += (await serve(url, kind === "document" ? headers : {})).bytes;
  return weight;
}
