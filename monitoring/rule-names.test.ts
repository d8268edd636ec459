import { beforeAll, describe, expect, test } from "vitest";
import { resultLabels } from "./testing/expression-labels";
import type { Catalogue } from "./testing/known-metric";
import { metricCatalogue } from "./testing/metric-catalogue";
import { parsePromql, selectorUses, windowsOf } from "./testing/promql";
import { alertRules, recordingRules } from "./testing/rule-files";

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await metricCatalogue(recordingRules);
});

const labelsOf = (expr: string) => resultLabels(parsePromql(expr), catalogue).labels;

/** `level:metric:operation`, the operation ending in the window it looks back over. */
const form = /^([a-z_]+):([a-z0-9_]+):([a-z_]+?)_?(\d+[smhdw])?$/;

describe("a recorded rule", () => {
  test("is called level:metric:operation, once each", () => {
    expect(recordingRules.length).toBeGreaterThan(1);
    const names = recordingRules.map(({ record }) => record);
    expect(names.filter((name) => !form.test(name))).toEqual([]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test("has the labels of the level it is called by", () => {
    for (const { record, expr } of recordingRules) {
      const [, level = ""] = form.exec(record) ?? [];
      // An instance is of a job, and so is a version of the model.
      const labels = [...new Set(["job", level])].sort();
      expect({ record, labels: [...labelsOf(expr)].sort() }).toEqual({ record, labels });
    }
  });

  test("looks back over the window it is called by, itself or in what it reads", () => {
    for (const { record, expr } of recordingRules) {
      const window = form.exec(record)?.[4];
      const expression = parsePromql(expr);
      const read = selectorUses(expression).map(({ selector }) => form.exec(selector.name ?? "")?.[4]);
      const own = windowsOf(expression);
      const found = own.length > 0 ? own : read.filter((one) => one !== undefined);
      expect({ record, windows: [...new Set(found)] }).toEqual({
        record,
        windows: window === undefined ? [] : [window],
      });
    }
  });
});

describe("an alert", () => {
  test("says of which job or instance it is", () => {
    expect(alertRules.length).toBeGreaterThan(2);
    const homeless = alertRules.filter(({ expr }) => {
      const labels = labelsOf(expr);
      return !labels.has("job") && !labels.has("instance");
    });
    expect(homeless.map(({ alert }) => alert)).toEqual([]);
  });

  test("speaks of labels it has", () => {
    const wrong = alertRules.flatMap(({ alert, expr, annotations }) => {
      const labels = labelsOf(expr);
      const named = [
        ...Object.values(annotations)
          .join(" ")
          .matchAll(/\$labels\.(\w+)/g),
      ];
      return named
        .map(([, label = ""]) => label)
        .filter((label) => !labels.has(label))
        .map((label) => `${alert}: ${label}`);
    });
    expect(wrong).toEqual([]);
  });
});
