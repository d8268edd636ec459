import fc from "fast-check";
import { auditActions, auditResults } from "../lib/audit/actions";
import { askedEraseReasons } from "../lib/case-records/erase-reasons";
import { descriptionFacts } from "../lib/dataset/dataset-description";
import { driftWindowings } from "../lib/drift/drift-limits";
import { featureKeys } from "../lib/features";
import { labels, outcomeStates, outcomes } from "../lib/outcome";
import { dateOrders, openOrders } from "../lib/outcomes/literals";
import { opinions, reviewVerdicts } from "../lib/prediction";
import { countedThings, windowings, windowSizes } from "../lib/trends/windows";

/** A place in an input, and JSON texts that must not stand there. */
export interface Field {
  readonly path: readonly string[];
  readonly required: boolean;
  readonly refused: fc.Arbitrary<string>;
}

const json = (value: unknown) => JSON.stringify(value) ?? "null";
const jsonOf = (values: fc.Arbitrary<unknown>) => values.map(json);
const escaped = (code: number) => `\\u${code.toString(16).padStart(4, "0")}`;

const deep = fc
  .tuple(fc.constantFrom(["[", "]"], ['{"a":', "1}"]), fc.integer({ min: 2, max: 6000 }))
  .map(([[open = "", close = ""], levels]) => {
    const end = close.startsWith("1") ? `1${"}".repeat(levels)}` : close.repeat(levels);
    return open.repeat(levels) + end;
  });
const structure = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom("[]", "{}", "true", "false", "[1]", '{"$gt":0}', '{"__proto__":1}'),
  },
  { weight: 1, arbitrary: deep },
  { weight: 2, arbitrary: fc.json({ maxDepth: 3 }).filter((text) => /^[[{]/.test(text)) },
);
const number = fc.oneof(jsonOf(fc.integer()), fc.constantFrom("1e308", "1e400", "-0", "5e-324"));
const text = jsonOf(fc.string({ unit: "grapheme", maxLength: 60 }));
export const notText = fc.oneof(structure, number, fc.constant("null"));
const notNumber = fc.oneof(structure, text, fc.constantFrom("null", '"NaN"', '"Infinity"', '"0.4"', '"0,4"'));
const outside = (min: number, max: number) =>
  fc.oneof(
    fc.constantFrom("1e308", "-1e308", "1e400", "-1e400", json(min - 0.001), json(max + 0.001)),
    jsonOf(fc.double({ min: max + 1e-6, max: Number.MAX_VALUE, noNaN: true })),
    jsonOf(fc.double({ min: -Number.MAX_VALUE, max: min - 1e-6, noNaN: true })),
  );
/** Good texts with one character in them that no field takes: NUL, an escape, half of a pair. */
const spoiled = (good: string) =>
  fc
    .tuple(fc.nat(good.length), fc.constantFrom(0x00, 0x1b, 0x7f, 0xd800, 0xdfff))
    .map(([at, code]) => `"${good.slice(0, at)}${escaped(code)}${good.slice(at)}"`);
export const longerThan = (length: number) =>
  fc.integer({ min: length + 1, max: length + 500 }).map((n) => `"${"a".repeat(n)}"`);
export const none = fc.constant('""');
export const oneOfWords = (words: readonly string[]) =>
  fc.oneof(
    notText,
    jsonOf(fc.string().filter((word) => !words.includes(word))),
    fc.constantFrom('"__proto__"', '"toString"'),
  );

export const uuid = fc.oneof(
  notText.filter((raw) => raw !== "null"),
  spoiled("0190a3c0-0000-7000-8000-000000000000"),
  fc.constantFrom(
    '"17"',
    '"0190a3c0-0000-7000-8000-00000000000"',
    '"{0190a3c0-0000-7000-8000-000000000000}"',
  ),
  jsonOf(fc.string({ maxLength: 35 })),
);
const idempotencyKey = fc.oneof(
  notText,
  none,
  spoiled("abcdefgh12"),
  longerThan(128),
  jsonOf(fc.string({ maxLength: 7 })),
  jsonOf(fc.string().map((end) => `abcdefgh ${end}`)),
);
const caseReference = fc.oneof(
  notText,
  none,
  spoiled("case 1"),
  longerThan(64),
  jsonOf(
    fc.constantFrom("   ", "=1+1", "-1", "@x", "+1", "a\nb", "a\tb", "<b>", "a;b", "\u202ea", "\ufeff."),
  ),
);
const note = fc.oneof(notText, spoiled("seen by biopsy"), longerThan(2000));
const version = fc.oneof(notText, none, spoiled("v1"), longerThan(64));
const reason = fc.oneof(note, jsonOf(fc.constantFrom("", " ", "\n\t ")));
const modelName = fc.oneof(
  notText,
  none,
  spoiled("night"),
  longerThan(32),
  jsonOf(fc.constantFrom("Champion", "1st", "-a", "a b", "é", "__proto__", "a.b")),
);
const instant = fc.oneof(
  notText,
  none,
  text,
  spoiled("2026-01-31T09:30:00Z"),
  jsonOf(
    fc.constantFrom(
      "2026-01-31",
      "2026-02-30T00:00:00Z",
      "2026-13-01T00:00:00Z",
      "2026-01-31T25:00:00Z",
      "2026-01-31T09:30:00",
      "0000-01-01T00:00:00Z",
      "0000-12-31T23:00:00-05:00",
      "2026-01-31T09:30:00+23:59",
      "2026-01-31T09:30:00-16:00",
      `2026-01-31T09:30:00.${"1".repeat(3000)}Z`,
      "infinity",
      "now",
      "+275760-09-13T00:00:00Z",
    ),
  ),
);
const day = fc.oneof(
  notText,
  none,
  text,
  spoiled("2026-01-31"),
  jsonOf(
    fc.constantFrom(
      ...["2026-02-30", "2026-13-01", "0000-01-01", "1899-12-31", "9999-12-31", "26-01-31", "31/01/2026"],
      ...["2026-01-31T00:00:00Z", "infinity", "today"],
    ),
  ),
);
const base64url = (content: string) => Buffer.from(content).toString("base64url");
const cursor = fc.oneof(
  structure,
  number,
  none,
  longerThan(200),
  spoiled(base64url(json(["2026-01-31T09:30:00.000Z", "a"])).slice(0, 40)),
  jsonOf(fc.string({ minLength: 1, maxLength: 100 })),
  jsonOf(fc.json({ maxDepth: 2 }).map((content) => base64url(content).slice(0, 200) || "x")),
  jsonOf(
    fc.constantFrom(
      base64url(json(["0000-01-01T00:00:00.000Z", "0190a3c0-0000-7000-8000-000000000000"])),
      base64url(json(["2026-01-31T09:30:00.000Z", "\u0000"])),
      base64url(json(["2026-01-31", "0190a3c0-0000-7000-8000-000000000000"])),
      base64url(json(["2026-01-31T09:30:00.000Z"])),
      base64url("null"),
    ),
  ),
);
const sha256 = fc.oneof(
  notText,
  none,
  spoiled("ab".repeat(32)),
  jsonOf(fc.constantFrom("AB".repeat(32), "ab".repeat(31), "ab".repeat(33), "g".repeat(64))),
);
const fileName = fc.oneof(
  notText,
  none,
  spoiled("mine.csv"),
  longerThan(255),
  jsonOf(fc.constantFrom("..", ".", "../mine.csv", "/etc/passwd", "a/b.csv", "a\\b.csv", " ", "\u202ecsv.a")),
);
const base64 = fc.oneof(
  { weight: 6, arbitrary: notText },
  { weight: 3, arbitrary: spoiled("MSwyLDMs") },
  {
    weight: 3,
    arbitrary: fc.constantFrom('"a"', '"ab c"', '"====="', '"a-_b"', '"data:text/csv;base64,MSwy"'),
  },
  // Well encoded, but no rows: read in a thread of its own, so not too often.
  { weight: 1, arbitrary: fc.constantFrom('""', '"MSwyLDM="', '"//79/w=="', '"AAAA"') },
);
/** Days in form, on which nothing can have been found out. */
const otherDay = jsonOf(fc.constantFrom("1900-01-01", "9998-12-31"));
const timeZone = fc.oneof(
  notText,
  none,
  jsonOf(fc.constantFrom("+02:00", "Europe/Atlantis", "", " UTC", "UTC\0", "../UTC", "a".repeat(5000))),
);
const fileFields: readonly Field[] = [
  { path: ["file"], required: true, refused: fc.oneof(notText, text, none) },
  { path: ["file", "name"], required: true, refused: fileName },
  { path: ["file", "base64"], required: true, refused: base64 },
];
const limit = (most: number) => fc.oneof(notNumber, outside(1, most), fc.constantFrom("1.5", "0", "-1"));
export const whole = (least: number, most: number) =>
  fc.oneof(notNumber, outside(least, most), fc.constantFrom("10.5", "0", "-1"));
const value = fc.oneof(notNumber, outside(-1000, 1000));
const probability = fc.oneof(notNumber, outside(0, 1));

export const optional = (name: string, refused: fc.Arbitrary<string>): Field => ({
  path: [name],
  required: false,
  refused,
});
export const required = (path: readonly string[], refused: fc.Arbitrary<string>): Field => ({
  path,
  required: true,
  refused,
});

const opaqueId = fc.oneof(
  notText,
  none,
  spoiled("seed-moreau"),
  longerThan(128),
  jsonOf(fc.constantFrom("a b", "a@b", "é", "=1+1", "a/b", "../a")),
);

const filterFields: readonly Field[] = [
  optional("from", instant),
  optional("to", instant),
  optional("label", oneOfWords(labels)),
  optional("minProbability", probability),
  optional("maxProbability", probability),
  optional("outcome", oneOfWords(outcomeStates)),
  optional("modelVersion", version),
  optional("caseReference", caseReference),
];

/** What is wrong in a row is said in its place; these are no lists of rows, or none that is taken. */
const rowLists = fc.oneof(
  number,
  text,
  fc.constantFrom("null", "{}", "true", "[]"),
  fc.integer({ min: 1001, max: 2000 }).map((length) => JSON.stringify(Array(length).fill(0))),
);

/** Every procedure but those of accounts that takes an input, with its fields. */
export const otherFieldsOf: Readonly<Record<string, readonly Field[]>> = {
  "predictions.create": [
    required(["idempotencyKey"], idempotencyKey),
    required(["features"], fc.oneof(notText, text, none)),
    ...featureKeys.map((key) => required(["features", key], value)),
    optional("caseReference", caseReference),
    optional("firstOpinion", oneOfWords(opinions)),
  ],
  "predictions.createMany": [required(["rows"], rowLists)],
  "predictions.list": [optional("limit", limit(200)), optional("cursor", cursor), ...filterFields],
  "predictions.arrivals": [required(["after"], uuid), ...filterFields],
  "predictions.byId": [required(["id"], fc.oneof(uuid, fc.constant("null")))],
  "predictions.recordOutcome": [
    required(["id"], fc.oneof(uuid, fc.constant("null"))),
    required(["outcome"], oneOfWords(outcomes)),
    optional("note", note),
    optional("observedOn", fc.oneof(day, otherDay)),
    optional("timeZone", timeZone),
  ],
  "predictions.review": [
    required(["id"], fc.oneof(uuid, fc.constant("null"))),
    required(["verdict"], oneOfWords(reviewVerdicts)),
    optional("reason", note),
  ],
  "outcomes.open": [
    optional("order", oneOfWords(openOrders)),
    optional("limit", limit(200)),
    optional("cursor", cursor),
  ],
  "outcomes.readerAgreement": [optional("from", day), optional("to", day)],
  "outcomes.previewImport": [
    ...fileFields,
    optional("timeZone", timeZone),
    optional("dateOrder", oneOfWords(dateOrders)),
  ],
  "outcomes.import": [
    ...fileFields,
    optional("timeZone", timeZone),
    optional("dateOrder", oneOfWords(dateOrders)),
    required(["faultyLines"], oneOfWords(["refuse", "leave_out"])),
    required(["fileSha256"], fc.oneof(notText, text, none, spoiled("0".repeat(64)))),
  ],
  "audit.list": [
    optional("from", instant),
    optional("to", instant),
    optional("actor", opaqueId),
    optional("target", opaqueId),
    optional("action", oneOfWords(auditActions)),
    optional("result", oneOfWords(auditResults)),
    optional("limit", limit(200)),
    optional("cursor", cursor),
  ],
  "models.compare": [required(["a"], version), required(["b"], version)],
  "models.byVersion": [required(["version"], version)],
  "models.path": [
    required(["tree"], fc.oneof(notNumber, outside(1, 100_000), fc.constantFrom("1.5", "0", "-1"))),
    required(["features"], fc.oneof(notText, text, none)),
    ...featureKeys.map((key) => required(["features", key], value)),
  ],
  "caseRecords.held": [required(["caseReference"], caseReference)],
  "caseRecords.erase": [
    required(["caseReference"], caseReference),
    required(["reason"], oneOfWords(askedEraseReasons)),
  ],
  "cases.nearest": [
    required(["features"], fc.oneof(notText, text, none)),
    ...featureKeys.map((key) => required(["features", key], value)),
    optional("limit", limit(20)),
  ],
  "trends.windows": [
    required(["by"], oneOfWords(windowings)),
    optional(
      "size",
      fc.oneof(notNumber, outside(windowSizes.least, windowSizes.most), fc.constantFrom("20.5", "0")),
    ),
    optional("of", oneOfWords(countedThings)),
    optional("from", day),
    optional("to", day),
    optional("modelVersion", version),
  ],
  "datasets.list": [optional("limit", limit(100)), optional("cursor", cursor)],
  "datasets.profile": [required(["sha256"], sha256)],
  "datasets.upload": [required(["name"], fileName), required(["base64"], base64)],
  "datasets.takeHomeFile": [required(["name"], fileName)],
  "datasets.describe": [
    required(["sha256"], sha256),
    ...descriptionFacts.map((fact) => required(["description", fact, "en"], note)),
  ],
  "datasets.removeContent": [required(["sha256"], sha256)],
  "drift.report": [
    optional("by", oneOfWords(driftWindowings)),
    optional("size", fc.oneof(notNumber, outside(100, 100_000), fc.constantFrom("150.5", "0", "-1"))),
    optional("to", day),
  ],
  "models.gate": [required(["version"], version)],
  "models.moves": [optional("name", modelName), optional("limit", limit(100)), optional("cursor", cursor)],
  "models.promote": [
    required(["version"], version),
    required(["reason"], reason),
    required(["expectedChampion"], version),
    required(["overruleReason"], reason),
  ],
  "models.rollBack": [
    required(["to"], version),
    required(["reason"], reason),
    required(["expectedChampion"], version),
  ],
  "models.assign": [
    required(["name"], fc.oneof(modelName, fc.constant('"champion"'))),
    required(["version"], version),
    required(["reason"], reason),
    required(["expected"], version),
  ],
  "models.clear": [
    required(["name"], fc.oneof(modelName, fc.constant('"champion"'))),
    required(["reason"], reason),
    required(["expected"], version),
  ],
  "models.list": [optional("limit", limit(100)), optional("cursor", cursor)],
  "training.start": [
    required(["idempotencyKey"], idempotencyKey),
    required(["dataset"], fc.oneof(notText, text, none)),
    optional("outcomes", oneOfWords(["leave_out", "include"])),
    { path: ["options", "trees"], required: false, refused: whole(10, 1000) },
    { path: ["options", "folds"], required: false, refused: whole(2, 20) },
    optional("note", note),
  ],
  "training.list": [optional("limit", limit(100)), optional("cursor", cursor)],
  "training.byId": [required(["id"], fc.oneof(uuid, fc.constant("null")))],
  "training.cancel": [required(["id"], fc.oneof(uuid, fc.constant("null")))],
  "training.events": [required(["id"], fc.oneof(uuid, fc.constant("null")))],
};
