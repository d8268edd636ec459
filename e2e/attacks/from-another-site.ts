import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { aBody } from "../../server/testing/submission";
import { visit } from "../browser";
import { createPerson, signInBrowser } from "../people";
import { tableStates } from "../table-states";
import { movedTables, type Target } from "./target";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** A form that sends JSON as plain text, the sign between name and value within a string. */
function plainForm(action: string, body: object): string {
  const [name = "", value = ""] = JSON.stringify({ ...body, x: "@" }).split("@");
  const field = `<input name="${escaped(name)}" value="${escaped(value)}">`;
  return `<form method="post" enctype="text/plain" action="${action}">${field}</form>`;
}

function pageOf(url: string): string {
  const trpc = `${url}/api/trpc`;
  const forms = [
    plainForm(`${trpc}/predictions.create`, aBody()),
    plainForm(`${trpc}/session.signOut`, {}),
    plainForm(`${url}/api/v1/predictions`, aBody()),
    `<form method="post" action="${url}/api/export/predictions"><input name="filters" value="{}"></form>`,
    `<form method="post" action="${url}/api/export/audit"><input name="filters" value="{}"></form>`,
    `<form method="post" enctype="multipart/form-data" action="${trpc}/accounts.create"></form>`,
    `<form action="${trpc}/session.signOut"><input name="input" value="{}"></form>`,
  ];
  return `<!doctype html><title>elsewhere</title><body>${forms.join("")}</body>`;
}

/** Another site on this machine, to which cookies of ours would be told: same host, another port. */
async function openSite(url: string) {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(pageOf(url));
  }).listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { address: `http://localhost:${port}/`, close: () => server.close() };
}

/** Sends each form of the page into a new one, and gives the statuses that came back. */
async function sendForms(page: Page, address: string): Promise<(number | string)[]> {
  const statuses: (number | string)[] = [];
  await page.goto(address);
  const count = await page.locator("form").count();
  for (let index = 0; index < count; index++) {
    await page.goto(address);
    const form = page.locator("form").nth(index);
    const [answer] = await Promise.all([
      page.waitForNavigation(),
      form.evaluate((element: HTMLFormElement) => element.submit()),
    ]);
    statuses.push(answer?.status() ?? "none");
  }
  return statuses;
}

/** What the scripts of that site can send and read; run in its page. */
async function sendScripts({ url, body }: { url: string; body: string }): Promise<string[]> {
  const create = `${url}/api/trpc/predictions.create`;
  const plain = { method: "POST", credentials: "include", mode: "no-cors", body } as const;
  const cross = { credentials: "include", headers: { "Content-Type": "application/json" } } as const;
  const asked = [
    () => fetch(create, plain),
    () => fetch(create, { ...plain, headers: { "Content-Type": "text/plain" } }),
    () => fetch(create, { method: "POST", ...cross, body }),
    () => fetch(`${url}/api/v1/predictions`, { method: "POST", ...cross, body }),
    () => fetch(`${url}/api/trpc/accounts.list`, { credentials: "include" }),
    () => fetch(`${url}/api/v1/identity`, { credentials: "include" }),
    () => fetch(`${url}/api/trpc/session.signOut`, plain),
  ];
  return Promise.all(
    asked.map(async (ask) => {
      const answer = await ask().catch(() => null);
      return answer === null ? "kept" : `${answer.type} ${answer.status} ${await answer.text()}`.trim();
    }),
  );
}

export function fromAnotherSite(target: () => Target): void {
  test("send forms and scripts that do nothing and read nothing, with a session at hand", async () => {
    const { url, db, database, browser } = target();
    const site = await openSite(url);
    const person = await createPerson(db, "administrator");
    try {
      await visit(browser, {}, async ({ page, expectTrouble }) => {
        expectTrouble(/status of 4\d\d|CORS|ERR_FAILED|ERR_BLOCKED|refused by the policy/);
        await signInBrowser(page, url, person);
        const before = await tableStates(database);
        const statuses = await sendForms(page, site.address);
        expect(statuses).toHaveLength(7);
        for (const status of statuses) expect([403, 405, 415]).toContain(status);
        await page.goto(site.address);
        const cookies = await page.context().cookies(url);
        expect(cookies.map(({ name }) => name).join()).toContain("session_token");
        const read = await page.evaluate(sendScripts, { url, body: JSON.stringify(aBody()) });
        // An opaque answer tells its page nothing, not even its status.
        for (const one of read) expect(["kept", "opaque 0"]).toContain(one);
        expect(movedTables(before, await tableStates(database))).toEqual([]);

        await page.goto(`${url}/history`);
        const own = await page.evaluate(async () => (await fetch("/api/trpc/accounts.list")).status);
        expect(own).toBe(200);
      });
    } finally {
      site.close();
    }
  });
}
