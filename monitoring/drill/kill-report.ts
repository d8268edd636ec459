import { type Account, faultsOf } from "./ledger";

/** What became of submissions to servers that were killed over and over. */
export interface KillReport extends Account {
  readonly kills: number;
  /** Of these where the server's own Postgres was killed with it. */
  readonly withDatabase: number;
  /** Submissions that a kill cut off: sent, and not answered until they were sent again. */
  readonly cutOff: number;
  /** Predictions whose row of the audit trail is not there once. */
  readonly unaudited: number;
  /** Rows of the trail that are sealed into the chains and fit, and those that are not sealed in the end. */
  readonly sealed: number;
  readonly unsealed: number;
}

export const noKills: KillReport = {
  ...{ kills: 0, withDatabase: 0, submitted: 0, answered: 0, cutOff: 0, lost: 0, doubled: 0 },
  ...{ unaudited: 0, sealed: 0, unsealed: 0 },
};

/** Of both together. */
export function added(one: KillReport, other: KillReport): KillReport {
  const keys = Object.keys(noKills) as (keyof KillReport)[];
  return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as unknown as KillReport;
}

/** What is wrong in it, a sentence each. */
export const killFaults = (report: KillReport): string[] => [
  ...faultsOf(report),
  ...(report.unaudited === 0 ? [] : [`${report.unaudited} predictions are not on record once.`]),
  ...(report.unsealed === 0 ? [] : [`${report.unsealed} rows of the audit trail were not sealed.`]),
];

/** What is said of it, a line each. */
export const killLines = (report: KillReport): [string, string][] => [
  ["kills, of them together with the server's Postgres", `${report.kills}, ${report.withDatabase}`],
  ["submissions, of them cut off by a kill and sent again", `${report.submitted}, ${report.cutOff}`],
  ["answered and not stored, stored twice", `${report.lost}, ${report.doubled}`],
  ["stored and not on record, or more than once", `${report.unaudited}`],
  ["rows of the audit chains that fit, rows left unsealed", `${report.sealed}, ${report.unsealed}`],
];
