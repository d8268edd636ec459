import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { metricList } from "../server/observability/metrics";
import { boardFiles, boardText } from "./grafana/boards/board-files";
import { projectRoot } from "./testing/project-file";

const boards = Object.entries(boardFiles).map(([file, board]) => ({ file, board }));

describe("boards", () => {
  test("are committed as the source writes them, and no other file lies beside them", () => {
    for (const { file, board } of boards) {
      expect(readFileSync(file, "utf8") === boardText(board), `npm run dashboards changes ${file}`).toBe(
        true,
      );
    }
    const folder = path.join(projectRoot, "monitoring/grafana/dashboards");
    const files = readdirSync(folder).map((name) => path.join(folder, name));
    expect(files.sort()).toEqual(Object.keys(boardFiles).sort());
  });

  test("leave no hole and no overlap: lines of panels fill the 24 columns", () => {
    for (const { board } of boards) {
      const taken = new Map<number, number>();
      let bottom = 0;
      for (const { title, gridPos } of board.panels ?? []) {
        const { x, y, w, h } = gridPos ?? { x: 0, y: 0, w: 0, h: 0 };
        for (let line = y; line < y + h; line += 1) {
          expect(taken.get(line) ?? 0, `${title} begins where the one before it ends`).toBe(x);
          taken.set(line, x + w);
        }
        bottom = Math.max(bottom, y + h);
      }
      expect([...taken.values()].filter((columns) => columns !== 24)).toEqual([]);
      expect(taken.size).toBe(bottom);
    }
  });

  test("show every metric of our own", () => {
    const shown = boards
      .flatMap(({ board }) => board.panels ?? [])
      .flatMap((panel) => ("targets" in panel ? (panel.targets ?? []) : []))
      .map((target) => JSON.stringify(target))
      .join("\n");
    const missing = Object.values(metricList)
      .map(({ name }) => name)
      .filter((name) => !new RegExp(`\\b${name}(_bucket|_sum|_count)?\\{`).test(shown));
    expect(missing).toEqual([]);
  });

  test("lead to each other, to the pages and to the runbook", () => {
    for (const { board } of boards) {
      expect(board.tags).toEqual(["microcalc"]);
      const links = (board.links ?? []).map(({ type, tags, url, includeVars, keepTime }) =>
        type === "dashboards" ? { tags, includeVars, keepTime } : url,
      );
      expect(links).toEqual([
        { tags: ["microcalc"], includeVars: true, keepTime: true },
        `\${app_url}`,
        `\${app_url}/status`,
        `\${runbook_url}`,
      ]);
      const variables = (board.templating.list ?? []).map(({ name }) => name);
      expect(variables).toEqual(["datasource", "job", "instance", "app_url", "runbook_url"]);
    }
  });

  test("lead from a panel only to pages that there are", () => {
    const addresses = boards
      .flatMap(({ board }) => board.panels ?? [])
      .flatMap((panel) => ("links" in panel ? (panel.links ?? []) : []))
      .map(({ url = "" }) => /^\$\{app_url\}(\/.+)$/.exec(url)?.[1] ?? `not a page: ${url}`);
    expect(addresses.length).toBeGreaterThan(10);
    const isPage = (address: string) => existsSync(path.join(projectRoot, "app", address, "page.tsx"));
    expect(addresses.filter((address) => !isPage(address))).toEqual([]);
  });
});
