import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { boards } from "./testing/board-files";
import { filledIn } from "./testing/filled-in";
import { needPromtool, promtool } from "./testing/promtool";

const expressionOf = (title: string) => {
  const panel = boards.flatMap(({ panels }) => panels).find((one) => one.title === title);
  const [target] = panel?.targets ?? [];
  if (target === undefined) throw new Error(`There is no panel ${title}.`);
  return filledIn(target.expr);
};

interface Target {
  readonly instance: string;
  readonly role: "web" | "worker";
  readonly state: "ready" | "starting" | "down";
  /** As the scrape configuration gives it to who runs jobs. */
  readonly labelled?: true;
}

function seriesOf({ instance, role, state, labelled }: Target) {
  const labels = `job="microcalc",instance="${instance}"${labelled ? ',serves="jobs"' : ""}`;
  const up = { series: `up{${labels}}`, values: state === "down" ? "0x4" : "1x4" };
  if (state === "down") return [up];
  return [
    up,
    { series: `microcalc_build_info{${labels},version="1",node="v24",role="${role}"}`, values: "1x4" },
    { series: `microcalc_ready{${labels}}`, values: state === "ready" ? "1x4" : "0x4" },
  ];
}

const app = { instance: "app", role: "web" } as const;
const other = { instance: "other", role: "web" } as const;
const worker = { instance: "worker", role: "worker" } as const;
const no = 0;
const bySome = 1;
const yes = 2;

test.for<[string, number | null, number | null, Target[]]>([
  [
    "all that answer people are ready",
    yes,
    1,
    [
      { ...app, state: "ready" },
      { ...worker, state: "ready" },
    ],
  ],
  [
    "who only runs jobs is down, and labelled so",
    yes,
    1,
    [
      { ...app, state: "ready" },
      { ...worker, state: "down", labelled: true },
    ],
  ],
  [
    "who only runs jobs is left",
    no,
    0,
    [
      { ...app, state: "down" },
      { ...worker, state: "ready" },
    ],
  ],
  [
    "who answers people starts",
    no,
    0,
    [
      { ...app, state: "starting" },
      { ...worker, state: "ready" },
    ],
  ],
  [
    "one of two is down",
    bySome,
    1,
    [
      { ...app, state: "ready" },
      { ...other, state: "down" },
    ],
  ],
  [
    "nothing answers",
    null,
    null,
    [
      { ...app, state: "down" },
      { ...worker, state: "down" },
    ],
  ],
])("the panels Served and Replicas ready when %s", async ([, served, ready, targets], context) => {
  needPromtool(context);
  const samples = (value: number | null) => (value === null ? [] : [{ labels: "{}", value }]);
  const folder = await mkdtemp(path.join(tmpdir(), "microcalc-served-"));
  context.onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, "served.yml");
  const ask = (title: string, value: number | null) => ({
    ...{ expr: expressionOf(title), eval_time: "1m" },
    ...(value === null ? {} : { exp_samples: samples(value) }),
  });
  await writeFile(
    file,
    stringify({
      rule_files: [],
      tests: [
        {
          interval: "15s",
          input_series: targets.flatMap(seriesOf),
          promql_expr_test: [ask("Served", served), ask("Replicas ready", ready)],
        },
      ],
    }),
  );
  const { status, output } = promtool(["test", "rules", file]);
  expect(status, output).toBe(0);
});
