import { describe, expect, test } from "vitest";
import { z } from "zod";
import { boards, targetExpressionsOf } from "./testing/board-files";
import { resultLabels } from "./testing/expression-labels";
import { boundsDimension, dimensionOf, fittingUnits } from "./testing/expression-units";
import { filledIn } from "./testing/filled-in";
import { panelsOf, queryPanelsOf } from "./testing/lint/board";
import { metricCatalogue } from "./testing/metric-catalogue";
import { readShaped } from "./testing/project-file";
import { parsePromql, selectorUses } from "./testing/promql";
import { recordingRules } from "./testing/rule-files";
import { shownUnit } from "./testing/shown-unit";

const repeated = <Item>(items: readonly Item[]) => items.filter((item, i) => items.indexOf(item) !== i);

test("there are three boards, each with an address and a title of its own", () => {
  expect(boards.map(({ uid }) => uid).sort()).toEqual([
    "microcalc-model",
    "microcalc-platform",
    "microcalc-service",
  ]);
  expect(repeated(boards.map(({ title }) => title))).toEqual([]);
});

describe.each(boards.map((board) => [board.file, board] as const))("%s", (_, board) => {
  const panels = panelsOf(board);
  const shown = queryPanelsOf(board);

  test("has no two panels of the same title or number", () => {
    expect(shown.length).toBeGreaterThan(8);
    expect(repeated(panels.map(({ title }) => title))).toEqual([]);
    expect(repeated(panels.map(({ id }) => id))).toEqual([]);
    expect(panels.filter(({ id }) => id === undefined)).toEqual([]);
  });

  test("says of every panel in sentences what it shows", () => {
    const explained = panels.filter(({ type }) => type !== "row");
    const unexplained = explained.filter(
      ({ description }) => !/^[\p{Lu}\d].*[\p{L}\d)%]\.$/su.test(description),
    );
    expect(unexplained.map(({ title, description }) => ({ title, description }))).toEqual([]);
  });

  test("has panels that do not lie over each other or over the edge", () => {
    const taken = new Map<string, string>();
    const clashes = board.panels.flatMap(({ title, gridPos }) => {
      if (gridPos === undefined) return [`${title} lies nowhere`];
      const { x, y, w, h } = gridPos;
      const cells = Array.from({ length: w * h }, (_cell, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
      const over = new Set(cells.flatMap((cell) => taken.get(cell) ?? []));
      for (const cell of cells) taken.set(cell, title);
      return [...over]
        .map((other) => `${title} over ${other}`)
        .concat(x + w > 24 ? [`${title} over the edge`] : []);
    });
    expect(clashes).toEqual([]);
  });

  test("asks the data source that is chosen, first the provisioned one", () => {
    const { datasources } = readShaped(
      "monitoring/grafana/provisioning/datasources/prometheus.yml",
      z.object({ datasources: z.array(z.object({ uid: z.string() })) }),
    );
    const chosen = board.templating.list.find(({ name }) => name === "datasource");
    expect(chosen?.current.value).toBe(datasources[0]?.uid);
    const asked = [
      ...shown.flatMap(({ targets }) => targets),
      ...board.annotations.list.filter(({ expr }) => expr !== ""),
      ...board.templating.list.filter(({ type }) => type === "query"),
    ].map(({ datasource }) => datasource);
    expect(asked.filter((one) => one?.uid !== `\${datasource}` || one.type !== "prometheus")).toEqual([]);
  });

  test("leads to boards that there are", () => {
    const uids = boards.map(({ uid }) => uid);
    const linked = [...board.text.matchAll(/\/d\/([\w-]+)/g)].map(([, uid = ""]) => uid);
    expect(linked.filter((uid) => !uids.includes(uid))).toEqual([]);
    const byTag = board.links.filter(({ type }) => type === "dashboards");
    expect(byTag.length + linked.length).toBeGreaterThan(0);
    for (const { tags } of byTag)
      for (const other of boards) expect(other.tags, other.file).toEqual(expect.arrayContaining(tags));
  });

  test("colours every large figure by thresholds", () => {
    const plain = shown.filter(
      ({ type, fieldConfig }) =>
        /^(stat|gauge|bargauge)$/.test(type) && (fieldConfig.defaults.thresholds?.steps ?? []).length === 0,
    );
    expect(plain.map(({ title }) => title)).toEqual([]);
  });

  test("names its targets apart", () => {
    for (const { title, targets } of shown)
      expect(repeated(targets.map(({ refId }) => refId)), title).toEqual([]);
  });

  test("shows values in units that their metrics are measured in", () => {
    const misfits = targetExpressionsOf(board).flatMap(({ where, expr, panel, target }) => {
      const expression = parsePromql(filledIn(expr));
      // The unit of a heatmap is that of its bounds.
      const measured = panel.type === "heatmap" ? boundsDimension(expression) : dimensionOf(expression);
      const unit = shownUnit(panel, target);
      const fitting = fittingUnits(measured);
      return fitting.includes(unit) ? [] : [`${where}: ${unit}, not one of ${fitting.join(" ")}`];
    });
    expect(misfits).toEqual([]);
  });

  test("names in the legend what its series differ by, and nothing they are not labelled by", async () => {
    const catalogue = await metricCatalogue(recordingRules);
    const wrong = targetExpressionsOf(board).flatMap(({ where, expr, target: { legendFormat } }) => {
      const expression = parsePromql(filledIn(expr));
      const { labels } = resultLabels(expression, catalogue);
      const named = [...legendFormat.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, label = ""]) => label);
      const unknown = named.filter((label) => !labels.has(label));
      const pinned = selectorUses(expression).flatMap(({ selector }) =>
        selector.matchers.filter(({ operator }) => operator === "=").map(({ label }) => label),
      );
      // An instance is of one job, and serves one purpose.
      const implied = named.includes("instance") ? ["job", "serves"] : [];
      const unnamed = [...labels].filter((label) => ![...named, ...pinned, ...implied].includes(label));
      return [
        ...(legendFormat === "" ? [`${where}: has no legend`] : []),
        ...unknown.map((label) => `${where}: there is no ${label}`),
        ...unnamed.map((label) => `${where}: does not name ${label}`),
      ];
    });
    expect(wrong).toEqual([]);
  });
});
