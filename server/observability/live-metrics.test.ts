import { expect, test } from "vitest";
import { metricNames, missing } from "../../lib/trends/figure";
import { fullLiveFigures } from "../testing/live-figures";
import { createLiveMetrics, type LiveFigures, staleAfterSeconds } from "./live-metrics";

/** Samples by name and labels, as they are written. */
async function samples(live: { exposition(): Promise<string> }): Promise<Map<string, number>> {
  const lines = (await live.exposition()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

function shown(figures: Partial<LiveFigures> = {}) {
  const time = { now: new Date("2026-03-20T12:00:00Z").getTime() };
  const live = createLiveMetrics(() => time.now);
  live.exportWhile(() => true);
  live.show({ ...fullLiveFigures, ...figures });
  return { live, time };
}

test("every figure is exported as it is, labelled with the version and nothing that could be many", async () => {
  const { live } = shown();
  const found = await samples(live);
  const label = '{model_version="rf-0123456789ab"}';
  expect(found.get(`microcalc_live_accuracy_ratio${label}`)).toBe(0.98);
  expect(found.get(`microcalc_live_precision_ratio${label}`)).toBe(0.7);
  expect(found.get(`microcalc_live_recall_ratio${label}`)).toBe(0.65);
  expect(found.get(`microcalc_live_f1_ratio${label}`)).toBe(0.674);
  expect(found.get(`microcalc_live_outcomes${label}`)).toBe(700);
  expect(found.get(`microcalc_live_positive_outcomes${label}`)).toBe(16);
  expect(found.get(`microcalc_champion_promoted_timestamp_seconds${label}`)).toBe(1772359200);
  expect(found.get("microcalc_outcomes_waiting")).toBe(300);
  expect(found.get("microcalc_rollup_backlog")).toBe(0);
  const drift = (name: string, measure = "contrast") =>
    found.get(`microcalc_drift_${name}{model_version="rf-0123456789ab",measure="${measure}"}`);
  expect(drift("population_stability_index")).toBeCloseTo(0.05, 12);
  expect(drift("population_stability_index_threshold")).toBe(0.2);
  expect(drift("alarm")).toBe(1);
  expect(drift("alarm", "score")).toBe(0);
  // Judged by a share, it has no such index.
  expect(drift("alarm", "support")).toBe(0);
  expect(drift("population_stability_index", "support")).toBeUndefined();
});

test("each of the four figures has the ends of its interval", async () => {
  const { live } = shown();
  const found = await samples(live);
  const ends = (figure: string) =>
    ["low", "high"].map((bound) =>
      found.get(
        `microcalc_live_interval_ratio{model_version="rf-0123456789ab",figure="${figure}",bound="${bound}"}`,
      ),
    );
  for (const name of metricNames) {
    const { low, high } = fullLiveFigures.performance[name];
    expect(ends(name), name).toEqual([low, high]);
  }
});

test("runs are told by state, and how long the oldest has waited or run: 0 where there is none", async () => {
  const { live, time } = shown();
  const first = await samples(live);
  for (const [state, count] of Object.entries(fullLiveFigures.jobs.counts)) {
    expect(first.get(`microcalc_jobs{state="${state}"}`), state).toBe(count);
  }
  const oldest = (found: Map<string, number>, state: string) =>
    found.get(`microcalc_job_oldest_age_seconds{state="${state}"}`);
  expect(oldest(first, "queued")).toBe(600);
  expect(oldest(first, "running")).toBe(60);
  time.now += 5000;
  expect(oldest(await samples(live), "queued")).toBe(605);
  live.show({
    ...fullLiveFigures,
    jobs: { ...fullLiveFigures.jobs, oldest: { queued: null, running: null } },
  });
  expect(oldest(await samples(live), "queued")).toBe(0);
  expect(oldest(await samples(live), "running")).toBe(0);
});

test("a figure that cannot be told is absent, not zero, while what it would be of is told", async () => {
  const tooFew = missing("too_few");
  const performance = { ...fullLiveFigures.performance, precision: tooFew, f1: tooFew };
  const { live } = shown({ performance, drift: [], promotedAt: null, rolledUpAt: null });
  const text = await live.exposition();
  expect(text).not.toMatch(/precision|f1|drift|promoted|rollup_age|NaN/);
  expect(text).toMatch(/^microcalc_live_recall_ratio\{.*\} 0\.65$/m);
  expect(text).toMatch(/^microcalc_live_outcomes\{.*\} 700$/m);
});

test("what was told of one version is gone when another is told of", async () => {
  const { live } = shown();
  const performance = { ...fullLiveFigures.performance, recall: missing("too_few") };
  live.show({ ...fullLiveFigures, modelVersion: "rf-ffffffffffff", performance });
  const names = [...(await samples(live)).keys()].join("\n");
  expect(names).toContain("rf-ffffffffffff");
  expect(names).not.toContain("rf-0123456789ab");
  expect(names).not.toContain("recall");
});

test("ages grow from scrape to scrape; past the limit the figures are gone and the ages go on", async () => {
  const { live, time } = shown();
  const first = await samples(live);
  expect(first.get("microcalc_live_figures_age_seconds")).toBe(0);
  expect(first.get("microcalc_rollup_age_seconds")).toBe(10);
  time.now += staleAfterSeconds * 1000;
  expect((await samples(live)).get("microcalc_live_figures_age_seconds")).toBe(staleAfterSeconds);
  expect((await samples(live)).get("microcalc_outcomes_waiting")).toBe(300);
  time.now += 1;
  const late = await samples(live);
  expect([...late.keys()].sort()).toEqual([
    "microcalc_live_figures_age_seconds",
    "microcalc_rollup_age_seconds",
  ]);
  expect(late.get("microcalc_rollup_age_seconds")).toBe(10 + staleAfterSeconds + 0.001);
});

test("nothing is exported by a process that is not the one to tell, nor after it was told to forget", async () => {
  const quiet = createLiveMetrics();
  quiet.show(fullLiveFigures);
  expect(await quiet.exposition()).toBe("");
  const role = { held: true };
  const { live } = shown();
  live.exportWhile(() => role.held);
  expect(await live.exposition()).not.toBe("");
  role.held = false;
  expect(await live.exposition()).toBe("");
  role.held = true;
  live.clear();
  expect(await live.exposition()).toBe("");
});
