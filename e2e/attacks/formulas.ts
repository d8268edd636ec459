import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { aBody } from "../../server/testing/submission";
import { adminOf, call, dataIn, send, sessionOf } from "../callers";
import { createPerson } from "../people";
import type { Target } from "./target";

/** Beginnings that a spreadsheet runs: signs, their wide forms, and blanks that it passes over. */
const running = [
  "=HYPERLINK(1)",
  "+1+1",
  "-1+1",
  "@SUM(1)",
  "\t=1",
  "\r=1",
  "\uff1d1",
  "\uff0b1",
  "\uff0d1",
  "\uff201",
];
const runs = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const isNumber = (cell: string) => /^-?\d+(?:\.\d+)?(?:e[+-]\d+)?$/.test(cell);

const form = { "Content-Type": "application/x-www-form-urlencoded" };

export function formulas(target: () => Target): void {
  test.for(["predictions", "audit"])("is escaped in the file of %s, and numbers are not", async (kind) => {
    const { url, db } = target();
    const person = await createPerson(db, "administrator");
    const as = await sessionOf(url, person);
    for (const text of running) {
      // However it got there: names are checked at the door.
      await db.user.update({ where: { id: person.id }, data: { name: text } });
      const made = await call(url, "predictions.create", { as, body: aBody() });
      const { id } = dataIn<{ id: string }>(made);
      const outcome = { id, outcome: "undetermined", note: text };
      await call(url, "predictions.recordOutcome", { as, body: outcome });
      await call(url, "predictions.review", { as, body: { id, verdict: "dismissed", reason: text } });
    }
    const path = `/api/export/${kind}`;
    const file = await send(url, { path, as: adminOf(url), headers: form, body: "filters={}" });
    expect(file.status).toBe(200);
    const rows: string[][] = parse(file.text, { bom: true });
    const cells = rows.flat();
    expect(cells.filter((cell) => runs.test(cell) && !isNumber(cell))).toEqual([]);
    for (const text of running) expect(cells).toContain(`'${text}`);
    if (kind === "predictions") expect(cells.some((cell) => /^-\d/.test(cell))).toBe(true);
  });
}
