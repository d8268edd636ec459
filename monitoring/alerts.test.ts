import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { alerts } from "./testing/alerts";
import { projectRoot, readShaped, readText } from "./testing/project-file";

/** The address GitHub gives a Markdown heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

/** Sections of the runbook by address, each up to the next heading. */
const sections = new Map(
  readText("docs/runbook.md")
    .split(/^#+ /m)
    .map((text) => {
      const [heading = "", ...lines] = text.split("\n");
      return [anchorOf(heading), lines.join("\n")];
    }),
);

const caseSchema = z.object({
  alertname: z.string(),
  exp_alerts: z.array(z.object({ exp_labels: z.record(z.string(), z.string()) })),
});
const testFolder = "monitoring/prometheus/tests";
const cases = readdirSync(path.join(projectRoot, testFolder))
  .flatMap(
    (name) =>
      readShaped(
        `${testFolder}/${name}`,
        z.object({ tests: z.array(z.object({ alert_rule_test: z.array(caseSchema) })) }),
      ).tests,
  )
  .flatMap((one) => one.alert_rule_test);

const names = [...new Set(alerts.map(({ alert }) => alert))];

test("there are alerts of both severities", () => {
  expect(new Set(alerts.map(({ labels }) => labels.severity))).toEqual(new Set(["critical", "warning"]));
  expect(names.length).toBeGreaterThan(20);
});

test("every alert has a case in which it fires, with each severity it has, and one in which it does not", () => {
  for (const { alert, labels } of alerts) {
    const own = cases.filter(({ alertname }) => alertname === alert);
    const fired = own.flatMap(({ exp_alerts }) => exp_alerts.map(({ exp_labels }) => exp_labels.severity));
    const rests = own.some(({ exp_alerts }) => exp_alerts.length === 0);
    expect({ alert, fires: fired.includes(labels.severity), rests }).toEqual({
      alert,
      fires: true,
      rests: true,
    });
  }
});

test("no case is of an alert that there is not", () => {
  expect(cases.map(({ alertname }) => alertname).filter((name) => !names.includes(name))).toEqual([]);
});

test("every alert leads to a section of the runbook that names it and says what it means, what to look at, what to do, and whom to call", () => {
  for (const { alert, annotations } of alerts) {
    const section = sections.get(annotations.runbook_url.split("#")[1] ?? "");
    expect(section, `${alert}: ${annotations.runbook_url}`).toBeDefined();
    expect(section, alert).toMatch(new RegExp(`\\b${alert}\\b`));
    const parts = [...(section ?? "").matchAll(/^\*\*([^*]+)\.\*\*/gm)].map(([, part]) => part);
    expect({ alert, parts }).toEqual({ alert, parts: ["What it means", "Look at", "Do", "Call"] });
  }
});

test("every alert that the runbook names is there", () => {
  const named = [...readText("docs/runbook.md").matchAll(/\bMicrocalc[A-Z]\w+/g)].map(([name]) => name);
  expect(named.length).toBeGreaterThanOrEqual(names.length);
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
});

test("the table of alerts has each of them, with its severity and its section of the runbook", () => {
  const rows = [
    ...readText("docs/ops.md").matchAll(/^\| `(Microcalc\w+)` *\| (\w+) .*\((runbook\.md#[\w-]+)\)/gm),
  ];
  const written = rows.map(([, alert, severity, section]) => `${alert} ${severity} docs/${section}`);
  const defined = alerts.map(
    ({ alert, labels, annotations }) => `${alert} ${labels.severity} ${annotations.runbook_url}`,
  );
  expect(written.sort()).toEqual(defined.sort());
});
