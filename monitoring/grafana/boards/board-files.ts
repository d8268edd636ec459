import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { modelBoard } from "./model";
import { platformBoard } from "./platform";
import { serviceBoard } from "./service";

const folder = fileURLToPath(new URL("../dashboards", import.meta.url));

/** What is committed, by the file it lies in. */
export const boardFiles: Readonly<Record<string, Dashboard>> = {
  [path.join(folder, "service.json")]: serviceBoard,
  [path.join(folder, "model.json")]: modelBoard,
  [path.join(folder, "platform.json")]: platformBoard,
};

function sorted(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Keys in order, so that a difference between two versions is a difference of the boards. */
export function boardText(board: Dashboard): string {
  return `${JSON.stringify(board, sorted, 2)}\n`;
}
