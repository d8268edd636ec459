import pg from "pg";
import { createDb } from "../server/db/client";
import { startEmbeddedPostgres } from "../server/db/embedded";
import { migrate } from "../server/db/migrate";
import type { Dependencies } from "../server/services/dependencies";
import { readModelFiles } from "../server/services/model-files";
import { registerModel } from "../server/services/model-store";
import { rollUp, rollUpDay } from "../server/services/roll-up";
import { ensureChampion } from "../server/services/served-models";
import { dependenciesOn } from "../server/testing/dependencies-on";
import { appRouter } from "../server/trpc/root";
import { type BenchRow, paired, toRow } from "./bench";
import { makeHome, removeHome } from "./server";

const days = 200;
const pairs = 9;
const sizes = { many: 1_000_000, few: 10_000 } as const;
const outcomeShare = 0.05;
const lastDay = "2026-06-30";
const now = () => new Date(`${lastDay}T23:00:00Z`);
const day = "2026-05-15";

/** Predictions that nobody made, evenly over the days, with explanations as large as real ones. */
const predictionsSql = `
  INSERT INTO predictions (
    id, created_at, source, actor_id, actor_name, area, grey_level, gradient_strength, noise_fluctuation, contrast,
    shape_descriptor, raw_score, probability, threshold, operating_point, label, explanation, model_version)
  SELECT gen_random_uuid(), at, 'seed', 'bench', 'Bench', a, b, c, d, e, f, p, p, 0.3, 'balanced',
    (CASE WHEN p >= 0.3 THEN 'calcification' ELSE 'not_calcification' END)::label,
    jsonb_build_object(
      'interval', jsonb_build_object('low', p * 0.8, 'high', least(1, p * 1.2)),
      'reasons', jsonb_build_object('baseProbability', 0.023, 'contributions', jsonb_build_object(
        'area', a / 100, 'greyLevel', b / 100, 'gradientStrength', c / 100, 'noiseFluctuation', d / 100,
        'contrast', e / 100, 'shapeDescriptor', f / 100)),
      'support', jsonb_build_object('verdict', CASE WHEN a < 3 THEN 'inside' ELSE 'outside' END, 'causes', '[]'::jsonb),
      'stratum', 'mixed'),
    $2
  FROM (
    SELECT timestamptz '${lastDay} 22:00Z' - (i * interval '${days} days' / $1::int) AS at,
      random() * 4 - 0.8 AS a, random() * 4 - 0.5 AS b, random() * 4 - 0.6 AS c, random() * 4 - 0.9 AS d,
      random() * 4 - 0.4 AS e, random() * 3 - 1 AS f, power(random(), 20) AS p
    FROM generate_series($1::int, 1, -1) AS i
  ) made_up`;

const outcomesSql = `
  INSERT INTO outcomes (id, prediction_id, outcome, recorded_at, actor_id, actor_name)
  SELECT gen_random_uuid(), id,
    (CASE WHEN random() < probability THEN 'calcification' ELSE 'not_calcification' END)::outcome,
    created_at + interval '7 days', 'bench', 'Bench'
  FROM predictions WHERE random() < ${outcomeShare}`;

interface Filled {
  readonly deps: Dependencies;
  close(): Promise<void>;
}

async function fill(server: string, predictions: number): Promise<Filled> {
  const name = `trends_${predictions}`;
  const url = new URL(server);
  const run = async (address: string, statements: readonly [sql: string, values?: unknown[]][]) => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    for (const [sql, values] of statements) await client.query(sql, values);
    await client.end();
  };
  await run(server, [[`CREATE DATABASE ${name}`]]);
  url.pathname = `/${name}`;
  await migrate({ url: url.href, root: process.cwd() });
  const db = createDb(url.href);
  const model = await registerModel(db, await readModelFiles("data/model"));
  await ensureChampion(db, { version: model.card.version, now: now() });
  await run(url.href, [
    ["SELECT setseed(0.5)"],
    [predictionsSql, [predictions, model.card.version]],
    [outcomesSql],
    ["VACUUM ANALYZE"],
  ]);
  const deps = { ...(await dependenciesOn({ db, url: url.href })), now };
  const close = async () => {
    await deps.trainingQueue.stop();
    await db.$disconnect();
  };
  return { deps, close };
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The procedure as the page calls it, its checks of input and answer included. */
function ask(deps: Dependencies, by: "day" | "week"): () => Promise<number> {
  const caller = appRouter.createCaller({
    deps,
    principal: {
      ...{ id: "bench", name: "Bench", role: "clinician", scopes: [], mustFirst: null },
      credential: { kind: "process", id: "bench" },
    },
    fault: null,
    visitor: {
      ...{ address: "", userAgent: null, cookies: undefined, session: null },
      sendCookies: () => undefined,
    },
    ...{ source: "api", locale: "en", requestId: "", begunAt: performance.now() },
  });
  return () => milliseconds(() => caller.trends.windows({ by }));
}

const countAll = (deps: Dependencies) =>
  milliseconds(() =>
    rollUp(deps, { milliseconds: Number.POSITIVE_INFINITY, signal: new AbortController().signal }),
  );

/** Trends over a million predictions against ten thousand in as many days: the time must be that of the days. */
export async function trendsBench(): Promise<BenchRow[]> {
  const home = await makeHome();
  const postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  try {
    const many = await fill(postgres.url, sizes.many);
    const few = await fill(postgres.url, sizes.few);
    const [ofMany, ofFew] = [await countAll(many.deps), await countAll(few.deps)];
    const rows: BenchRow[] = [];
    for (const by of ["week", "day"] as const) {
      const sides = [ask(many.deps, by), ask(few.deps, by)] as const;
      for (const side of sides) await side();
      rows.push(
        toRow(
          `trends by ${by}, ${days} days: 1,000,000 predictions / 10,000`,
          "ms",
          await paired(pairs, ...sides),
        ),
      );
    }
    const count =
      ({ deps }: Filled) =>
      () =>
        milliseconds(() => rollUpDay(deps, day));
    rows.push(
      toRow("one day's roll-up: 5,000 predictions / 50", "ms", await paired(pairs, count(many), count(few))),
      {
        ...{ name: `roll-up of ${days} days: 1,000,000 predictions / 10,000`, unit: "ms" },
        ...{ ours: ofMany, theirs: ofFew, ratio: ofMany / ofFew },
      },
    );
    await many.close();
    await few.close();
    return rows;
  } finally {
    await postgres.stop();
    await removeHome(home);
  }
}
