import { once } from "node:events";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type AuditFilters, auditFiltersSchema } from "../../lib/audit/audit-event";
import { toFhirAuditEvent } from "../../lib/audit/fhir";
import { type CsvForm, csvForms, csvLines } from "../../lib/spreadsheet/csv";
import { commandLine } from "../auth/caller";
import { createDb, type Db } from "../db/client";
import { migrate } from "../db/migrate";
import { howToRun } from "../how-to-run";
import { audit, createAuditWriter } from "../services/audit";
import type { ChainFault } from "../services/audit-chain";
import { auditColumns } from "../services/audit-csv";
import { exportAudit } from "../services/audit-events";
import { auditHead, unsealedEvents } from "../services/audit-sealing";
import { filtersSet } from "../services/shown-predictions";
import { type NotedHead, verifyAudit } from "../services/verify-audit";
import { describeDatabase, runCommand, sharedDatabase } from "./command-database";

const run = howToRun("audit");
const usage = `${run} verify [--head SEQUENCE:HASH]
${run} export --format csv|fhir [--from INSTANT] [--to INSTANT] [--form standard|semicolon]   (to standard output)
${run} head`;

interface Opened {
  readonly db: Db;
  readonly where: string;
}

async function withDatabase<T>(use: (opened: Opened) => Promise<T>): Promise<T> {
  const database = await sharedDatabase();
  const db = createDb(database.url);
  try {
    await migrate({ url: database.url, root: process.cwd() });
    return await use({ db, where: describeDatabase(database.url) });
  } finally {
    await db.$disconnect();
    await database.stop();
  }
}

const said = {
  missing: "is missing: the row after it is there, it is not",
  event_missing: "has lost its event: the seal is there, the row of audit_events is not",
  changed: "is not what was sealed there: the event, its seal or its place was changed",
} as const satisfies Record<ChainFault["kind"], string>;

const describeFault = ({ sequence, eventId, kind }: ChainFault) =>
  `Row ${sequence}${eventId === null ? "" : ` (event ${eventId})`} ${said[kind]}.`;

function toNotedHead(text: string): NotedHead {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new Error(`--head ${text} is no end of a chain: a number, a colon, 64 hexadecimal digits.`);
  return { sequence: Number(sequence), hash };
}

async function verify(head: string | undefined): Promise<void> {
  const noted = head === undefined ? null : toNotedHead(head);
  await withDatabase(async ({ db, where }) => {
    const { end, fault, leadsThrough } = await verifyAudit(db, noted);
    if (fault !== null)
      throw new Error(`${describeFault(fault)}\nUp to row ${end.sequence} all fits, in ${where}.`);
    if (leadsThrough === false)
      throw new Error(`The chain in ${where} does not lead through row ${noted?.sequence} as it was noted.`);
    const { events } = await unsealedEvents(db, new Date());
    const waiting = events === 0 ? "none waits to be sealed" : `${events} wait to be sealed`;
    console.log(`All ${end.sequence} sealed rows fit, ${waiting}, in ${where}.`);
    if (end.sequence > 0) console.log(`Head ${end.sequence}:${Buffer.from(end.hash).toString("hex")}`);
  });
}

async function showHead(): Promise<void> {
  await withDatabase(async ({ db }) => {
    const head = await auditHead(db);
    console.log(head === null ? "Nothing is sealed yet." : `${head.sequence}:${head.hash} ${head.sealedAt}`);
  });
}

async function writeFhir(db: Db, filters: AuditFilters): Promise<void> {
  for await (const batch of exportAudit(db, filters)) {
    const text = batch.map(({ event }) => `${JSON.stringify(toFhirAuditEvent(event))}\n`).join("");
    if (!process.stdout.write(text)) await once(process.stdout, "drain");
  }
}

async function writeCsv(db: Db, filters: AuditFilters, form: CsvForm): Promise<void> {
  async function* events() {
    for await (const batch of exportAudit(db, filters)) yield* batch;
  }
  const lines = csvLines(auditColumns, events(), form);
  await pipeline(Readable.from(lines), process.stdout, { end: false });
}

interface ExportOptions {
  readonly format?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly form?: string | undefined;
}

async function exportTrail({ format: asked, from, to, form: askedForm }: ExportOptions): Promise<void> {
  const format = z.enum(["csv", "fhir"]).safeParse(asked);
  const form = z.enum(csvForms).default("standard").safeParse(askedForm);
  const filters = auditFiltersSchema.safeParse({ from, to });
  if (!format.success) throw new Error(`--format is csv or fhir.\n${usage}`);
  if (!form.success) throw new Error(`--form is one of: ${csvForms.join(", ")}.`);
  if (!filters.success) throw new Error("--from and --to are instants such as 2026-01-31T00:00:00Z.");
  await withDatabase(async ({ db }) => {
    const deps = { now: () => new Date(), writeAudit: createAuditWriter(db) };
    const details = { format: format.data, filters: filtersSet(filters.data) };
    await audit(deps, commandLine, { action: "audit.export", details });
    if (format.data === "fhir") await writeFhir(db, filters.data);
    else await writeCsv(db, filters.data, form.data);
  });
}

async function main(): Promise<void> {
  const options = {
    head: { type: "string" },
    format: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    form: { type: "string" },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const { head, ...exporting } = values;
  const command = positionals.join(" ");
  if (command === "verify") await verify(head);
  else if (command === "export") await exportTrail(exporting);
  else if (command === "head") await showHead();
  else throw new Error(`What to do is not clear. Accepted:\n${usage}`);
}

runCommand(main);
