import { mkdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import sparticuz from "@sparticuz/chromium";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import en from "../app/messages/en.json";
import fr from "../app/messages/fr.json";
import { type Catalogue, createTranslate } from "../server/trpc/messages";
import { sessionCookies } from "./accounts";

export type Locale = "en" | "fr";

const untagged = (messages: Catalogue): Catalogue =>
  JSON.parse(JSON.stringify(messages).replaceAll(/<\/?\w+>/g, ""));
const translators = {
  en: createTranslate("en", untagged(en)),
  fr: createTranslate("fr", untagged(fr)),
};

/** The sentences of a language, values filled in, as a reader sees them. */
export const sentences = (locale: Locale) => translators[locale];

/** Chromium from npm on 64-bit Linux, an installed Chrome elsewhere; `CHROME_PATH` wins. */
export async function openBrowser(): Promise<Browser> {
  const given = process.env.CHROME_PATH;
  if (given) return chromium.launch({ executablePath: given });
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ channel: "chrome" });
  // No page draws in three dimensions; without the software for it a page costs half the processor's time.
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

/**
 * Runs in the page: what its policy refuses is said where errors are said, the refusals that browsers keep quiet about
 * too.
 */
function tellViolations(): void {
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
    // biome-ignore lint/suspicious/noConsole: the console is where a visit looks for errors.
    console.error(`refused by the policy: ${effectiveDirective} ${blockedURI} ${sample}`),
  );
}

/** Profiles that nobody visits with, by what they were made with. */
const idle = new WeakMap<Browser, Map<string, BrowserContext[]>>();

function idleProfiles(browser: Browser, options: BrowserContextOptions): BrowserContext[] {
  const ofBrowser = idle.get(browser) ?? new Map<string, BrowserContext[]>();
  idle.set(browser, ofBrowser);
  const key = JSON.stringify(options);
  const profiles = ofBrowser.get(key) ?? [];
  ofBrowser.set(key, profiles);
  return profiles;
}

async function newProfile(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const profile = await browser.newContext(options);
  profile.setDefaultTimeout(20_000);
  await profile.addInitScript(tellViolations);
  return profile;
}

/** What a visit left: all but the files whose names say their content, which the next one need not read again. */
async function forget(profile: BrowserContext, visited: readonly string[]): Promise<void> {
  const [page, ...others] = profile.pages();
  if (page === undefined) return;
  const devtools = await profile.newCDPSession(page);
  for (const origin of new Set(visited.map((url) => new URL(url).origin))) {
    if (origin !== "null") {
      await devtools.send("Storage.clearDataForOrigin", {
        origin,
        storageTypes: "local_storage,indexeddb,cache_storage",
      });
    }
  }
  await Promise.all([page, ...others].map((open) => open.close()));
  await profile.clearCookies();
}

/** In which a visit reads, unless it says otherwise. */
export const readerZone = "Europe/Paris";

/** Opens a browser profile in a language, runs the steps, and throws if the console told of an error. */
export async function visit(
  browser: Browser,
  { locale = "en", ...given }: VisitOptions,
  steps: (visit: Visit) => Promise<void>,
): Promise<void> {
  const options = {
    locale: { en: "en-GB", fr: "fr-FR" }[locale],
    timezoneId: readerZone,
    ...given,
  };
  const profiles = idleProfiles(browser, options);
  const profile = profiles.pop() ?? (await newProfile(browser, options));
  await profile.addCookies(sessionCookies());
  const page = await profile.newPage();
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
    await forget(profile, requests);
    profiles.push(profile);
  } catch (error) {
    await tellOfPage(page, error).catch(() => undefined);
    await profile.close();
    throw error;
  }
}

/** Adds the page's address and content to an error, so that a CI log says what was on the screen. */
async function tellOfPage(page: Page, error: unknown): Promise<void> {
  if (!(error instanceof Error)) return;
  const text = await page.locator("body").ariaSnapshot({ timeout: 2000 });
  error.message += `\nThe page was ${page.url()} and showed:\n${text.slice(0, 1500)}`;
}
