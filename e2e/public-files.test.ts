import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type App, startApp } from "./app";

const folder = path.resolve(import.meta.dirname, "..", "public");
const files = readdirSync(folder).filter((name) => !name.startsWith("."));
const contentTypes: Readonly<Record<string, RegExp>> = {
  ".svg": /^image\/svg\+xml/,
  ".png": /^image\/png$/,
  ".txt": /^text\/plain; charset=utf-8$/i,
  ".webmanifest": /^application\/manifest\+json/,
};

/** Width and height as a PNG's own first chunk has them. */
function sizeOf(file: string): string {
  const bytes = readFileSync(path.join(folder, file));
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.remove());

test.for(files)(
  "%s is served whole to somebody who is not signed in, under its type, to be kept for a day",
  async (file) => {
    const answer = await fetch(`${app.url}/${file}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(contentTypes[path.extname(file)] ?? /no such kind/);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=86400");
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
    const body = Buffer.from(await answer.arrayBuffer());
    expect(body.equals(readFileSync(path.join(folder, file)))).toBe(true);
    const again = await fetch(`${app.url}/${file}`, {
      headers: { "If-None-Match": answer.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  },
);

test("robots are to ask for nothing", async () => {
  expect(await (await fetch(`${app.url}/robots.txt`)).text()).toBe("User-agent: *\nDisallow: /\n");
});

test("every icon that the manifest and the pages name is there, of the type and size that they say", async () => {
  const { icons } = z
    .object({ icons: z.array(z.object({ src: z.string(), sizes: z.string(), type: z.string() })) })
    .parse(await (await fetch(`${app.url}/manifest.webmanifest`)).json());
  const page = await (await fetch(`${app.url}/sign-in`)).text();
  const links = [
    ...page.matchAll(/<link rel="(?:icon|apple-touch-icon)" href="([^"]+)"[^>]*sizes="([^"]+)"/g),
  ];
  const named = [
    ...icons.map(({ src, sizes }) => [src, sizes] as const),
    ...links.map(([, src = "", sizes = ""]) => [src, sizes] as const),
  ];
  expect(named.length).toBeGreaterThan(icons.length + 2);
  for (const [src, sizes] of named) {
    expect(files).toContain(src.slice(1));
    if (sizes !== "any") expect(sizeOf(src.slice(1))).toBe(sizes);
  }
  for (const { src, type } of icons)
    expect((await fetch(app.url + src)).headers.get("content-type")).toMatch(
      new RegExp(`^${type.replace("+", "\\+")}`),
    );
  expect(page).toContain('<link rel="manifest" href="/manifest.webmanifest"/>');
});

test("a preview elsewhere finds the picture by a whole address, of the size that the page says", async () => {
  const page = await (await fetch(`${app.url}/sign-in`)).text();
  const property = (name: string) =>
    new RegExp(`<meta property="og:${name}" content="([^"]+)"`).exec(page)?.[1];
  const address = new URL(property("image") ?? "");
  expect(address.origin).toBe(new URL(app.url).origin.replace("127.0.0.1", "localhost"));
  expect(sizeOf(address.pathname.slice(1))).toBe(`${property("image:width")}x${property("image:height")}`);
  expect(property("image:alt")).toMatch(/Microcalc/);
});
