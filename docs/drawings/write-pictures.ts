// Draws the pictures of `public` from their sources: `npm run docs:pictures`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openBrowser } from "../../e2e/browser";

const root = path.resolve(import.meta.dirname, "..", "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

const icon = read("public/icon.svg");
/** For systems that cut the corners off themselves; the ring lies within the middle four fifths that a mask leaves. */
const square = icon.replace(/ rx="\d+"/, "");

const pictures = [
  { file: "icon-192.png", svg: icon, width: 192, height: 192 },
  { file: "icon-512.png", svg: icon, width: 512, height: 512 },
  { file: "icon-maskable-512.png", svg: square, width: 512, height: 512 },
  { file: "apple-touch-icon.png", svg: square, width: 180, height: 180 },
  { file: "social.png", svg: read("docs/drawings/social.svg"), width: 1200, height: 630 },
];

const browser = await openBrowser();
const page = await browser.newPage();
for (const { file, svg, width, height } of pictures) {
  await page.setViewportSize({ width, height });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`,
  );
  writeFileSync(path.join(root, "public", file), await page.screenshot({ omitBackground: true }));
}
await browser.close();
