import { sessionCookies, signedIn } from "../e2e/accounts";
import { openBrowser } from "../e2e/browser";
import { readBudgets } from "../e2e/page-weight";
import { filesOf, weigh } from "../e2e/weigh-page";
import { type BenchRow, median } from "./bench";
import { makeHome, removeHome, startServer } from "./server";

const loads = 5;
const budgetMilliseconds = 1500;

interface Load {
  readonly kilobytes: number;
  readonly largestPaint: number;
}

/** A browser of its own for each load, so that nothing is cached. */
async function load(url: string): Promise<Load> {
  const browser = await openBrowser();
  const context = await browser.newContext();
  await context.addCookies(sessionCookies());
  const page = await context.newPage();
  const { script } = await weigh(await filesOf(page, `${url}/`), { ...signedIn(url) });
  const largestPaint = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe(
          {
            type: "largest-contentful-paint",
            buffered: true,
          },
        );
      }),
  );
  await browser.close();
  return { kilobytes: script / 1000, largestPaint };
}

/** What `/` makes a browser load and wait for, against the budget, which a test holds. Script bytes as served. */
export async function pageBench(): Promise<BenchRow[]> {
  const budgetKilobytes = readBudgets()["/"]?.script ?? Number.NaN;
  const home = await makeHome();
  const server = await startServer(home);
  try {
    await load(server.url);
    const measured: Load[] = [];
    for (let i = 0; i < loads; i++) measured.push(await load(server.url));
    const kilobytes = median(measured.map((one) => one.kilobytes));
    const paint = median(measured.map((one) => one.largestPaint));
    return [
      {
        name: "JavaScript of / against the budget",
        ours: kilobytes,
        theirs: budgetKilobytes,
        unit: "kB gzip",
        ratio: kilobytes / budgetKilobytes,
      },
      {
        name: "largest contentful paint of / against the budget",
        ours: paint,
        theirs: budgetMilliseconds,
        unit: "ms",
        ratio: paint / budgetMilliseconds,
        note: `median of ${loads} loads, fresh cache each`,
      },
    ];
  } finally {
    await server.stop();
    await removeHome(home);
  }
}
