import pg from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import { createDb } from "../server/db/client";
import { createTestCluster, type TestCluster } from "../server/testing/postgres-cluster";
import { type App, startApp } from "./app";
import { addedFields } from "./attacks/added-fields";
import { atTheDoor } from "./attacks/at-the-door";
import { formulas } from "./attacks/formulas";
import { fromAnotherSite } from "./attacks/from-another-site";
import { headersAndPaths } from "./attacks/headers-and-paths";
import { hostileText } from "./attacks/hostile-text";
import { shownText } from "./attacks/shown-text";
import type { Target } from "./attacks/target";
import { openBrowser } from "./browser";

let cluster: TestCluster;
let app: App;
let target: Target;

beforeAll(async () => {
  cluster = await createTestCluster();
  const DATABASE_URL = cluster.url("postgres");
  // Runs are queued and not begun; the proxy that tells addresses is the test.
  const variables = { DATABASE_URL, ROLE: "web", TRUSTED_PROXIES: "127.0.0.1, ::1", LOG_LEVEL: "error" };
  app = await startApp({ variables });
  const database = new pg.Client({ connectionString: DATABASE_URL });
  await database.connect();
  target = { app, url: app.url, db: createDb(DATABASE_URL), database, browser: await openBrowser() };
});
afterAll(async () => {
  await target.browser.close();
  await target.database.end();
  await target.db.$disconnect();
  await app.remove();
  await cluster.remove();
});

const attacks: readonly [what: string, attack: (target: () => Target) => void][] = [
  ["text that would be something else", hostileText],
  ["text that would run on a page", shownText],
  ["text that would run in a spreadsheet", formulas],
  ["fields that are not the caller's to set", addedFields],
  ["the door", atTheDoor],
  ["another site's pages", fromAnotherSite],
  ["headers, cookies and addresses", headersAndPaths],
];
describe.each(attacks)("%s", (_what, attack) => attack(() => target));
