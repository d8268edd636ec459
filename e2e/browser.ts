import { mkdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import sparticuz from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { translator } from "../server/trpc/messages";

export type Locale = "en" | "fr";

/** The sentences of a language, values filled in, as a reader sees them. */
export const sentences = translator;

/** Chromium from npm on 64-bit Linux, an installed Chrome elsewhere; `CHROME_PATH` wins. */
export async function openBrowser(): Promise<Browser> {
  const given = process.env.CHROME_PATH;
  if (given) return chromium.launch({ executablePath: given });
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ channel: "chrome" });
  // No page draws in three dimensions, and the software for it takes the processor's time.
  sparticuz.setGraphicsMode = false;
  return chromium.launch({
    executablePath: await unpackedChromium(),
    args: [...sparticuz.args.filter(keepsSafe), "--disable-background-networking"],
  });
}

/** Unpacked once into a folder of the user's own: in the shared one, another user's would be found and not start. */
async function unpackedChromium(): Promise<string> {
  const shared = process.env.TMPDIR;
  const own = path.join(os.tmpdir(), `microcalc-chromium-${os.userInfo().uid}`);
  await mkdir(own, { recursive: true });
  process.env.TMPDIR = own;
  try {
    return await sparticuz.executablePath();
  } finally {
    if (shared === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = shared;
  }
}

/** Flags for a hosted function that would switch off what browsers of our readers enforce. */
function keepsSafe(flag: string): boolean {
  return !["--disable-web-security", "--allow-running-insecure-content", "--single-process"].includes(flag);
}

/** A page with a watch on it: what goes wrong in it fails the test, unless the test said so before. */
export interface Visit {
  readonly page: Page;
  /** Everything the page asked for, in order. */
  readonly requests: string[];
  /** This in the console is part of the test. */
  expectTrouble(pattern: RegExp): void;
}

export interface VisitOptions extends Omit<BrowserContextOptions, "locale"> {
  readonly locale?: Locale;
}

/** Opens a fresh browser profile in a language, runs the steps, and throws if the console told of an error. */
export async function visit(
  browser: Browser,
  { locale = "en", ...options }: VisitOptions,
  steps: (visit: Visit) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    locale: { en: "en-GB", fr: "fr-FR" }[locale],
    timezoneId: "Europe/Paris",
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const troubles: string[] = [];
  const expected: RegExp[] = [];
  const requests: string[] = [];
  page.on("pageerror", (error) => troubles.push(`page error: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`${message.text()} (${message.location().url})`);
  });
  page.on("request", (request) => requests.push(request.url()));
  try {
    await steps({ page, requests, expectTrouble: (pattern) => void expected.push(pattern) });
    const unexpected = troubles.filter((trouble) => !expected.some((pattern) => pattern.test(trouble)));
    if (unexpected.length > 0) throw new Error(`The browser's console has errors:\n${unexpected.join("\n")}`);
  } finally {
    await context.close();
  }
}
