import type pg from "pg";
import type { Browser } from "playwright-core";
import type { Db } from "../../server/db/client";
import type { App } from "../app";

/** A server to be attacked, and what one sees it from behind with. */
export interface Target {
  readonly app: App;
  readonly url: string;
  readonly db: Db;
  readonly database: pg.Client;
  readonly browser: Browser;
}

/** Tables that differ between two states of {@link tableStates}. */
export const movedTables = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((name) => before[name] !== after[name]);
