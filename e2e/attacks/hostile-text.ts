import { createHash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { madeUpFileText } from "../../server/testing/made-up-file";
import { aBody } from "../../server/testing/submission";
import { type Answered, adminOf, call, dataIn, send } from "../callers";
import { createPerson } from "../people";
import { tableStates } from "../table-states";
import { movedTables, type Target } from "./target";

/** What some part behind the door would take for its own language. */
const hostile = [
  "'; DROP TABLE predictions; --",
  "' OR '1'='1",
  '"; DELETE FROM users; --',
  "a%",
  "%",
  "_",
  "\\",
  "$1",
  "$.a[*] ? (@ > 1)",
  '{"$gt":""}',
  "{{7*7}}",
  "<%= 7*7 %>",
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  "a\r\nSet-Cookie: a=b",
  "a\u0000b",
  "a\ud800b",
  "\u202Eabc\u202C",
  "a\u0085b\u2028c",
  "../../../etc/passwd",
  "%00%0d%0a",
  "__proto__",
];

interface Field {
  /** Writes the text, and gives what is read back of it. */
  write(target: Target, text: string): Promise<{ answer: Answered; read: () => Promise<unknown> }>;
  /** In which a row may be added or changed for it. */
  readonly tables: readonly string[];
}

const ask = (url: string, procedure: string, body: unknown) =>
  call(url, procedure, { as: adminOf(url), body });
const read = async <Data>(url: string, procedure: string, body: unknown) =>
  dataIn<Data>(await ask(url, procedure, body));

interface Record {
  readonly id: string;
  readonly caseReference: string | null;
  readonly outcomes: readonly { note: string }[];
  readonly reviews: readonly { reason: string }[];
}
const recordOf = ({ url }: Target, id: string) => read<Record>(url, "predictions.byId", { id });
const aPrediction = async ({ url }: Target) =>
  (await read<{ id: string }>(url, "predictions.create", aBody())).id;

const fields: Readonly<{ [name: string]: Field }> = {
  "a case reference": {
    tables: ["predictions", "idempotency_keys"],
    write: async (target, caseReference) => {
      const answer = await ask(target.url, "predictions.create", { ...aBody(), caseReference });
      return {
        answer,
        read: async () => (await recordOf(target, dataIn<Record>(answer).id)).caseReference,
      };
    },
  },
  "an outcome's note": {
    tables: ["outcomes"],
    write: async (target, note) => {
      const id = await aPrediction(target);
      const answer = await ask(target.url, "predictions.recordOutcome", {
        id,
        outcome: "undetermined",
        note,
      });
      return { answer, read: async () => (await recordOf(target, id)).outcomes[0]?.note };
    },
  },
  "a review's reason": {
    tables: ["reviews"],
    write: async (target, reason) => {
      const id = await aPrediction(target);
      const answer = await ask(target.url, "predictions.review", { id, verdict: "dismissed", reason });
      return { answer, read: async () => (await recordOf(target, id)).reviews[0]?.reason };
    },
  },
  "an account's name": {
    tables: ["users"],
    write: async ({ url, db }, name) => {
      const id = (await db.user.findFirst({ where: { role: "auditor" } }))?.id;
      const answer = await ask(url, "accounts.update", { id, name });
      return {
        answer,
        read: async () =>
          (await read<{ id: string; name: string }[]>(url, "accounts.list", {})).find((one) => one.id === id)
            ?.name,
      };
    },
  },
  "an account's address": {
    tables: ["users", "credentials"],
    write: async ({ url }, email) => {
      const answer = await ask(url, "accounts.create", { name: "A", email, role: "auditor" });
      return { answer, read: async () => dataIn<{ account: { email: string } }>(answer).account.email };
    },
  },
  "a key's name": {
    tables: ["api_keys"],
    write: async ({ url }, name) => {
      const answer = await ask(url, "apiKeys.create", { name, role: "service" });
      return { answer, read: async () => (await read<{ name: string }[]>(url, "apiKeys.list", {}))[0]?.name };
    },
  },
  "a key's scope": {
    tables: [],
    write: async ({ url }, scope) => {
      const answer = await ask(url, "apiKeys.create", { name: "A", role: "service", scopes: [scope] });
      return { answer, read: async () => scope };
    },
  },
  "a move's reason": {
    tables: ["model_moves"],
    write: async ({ url }, reason) => {
      const { version } = await read<{ version: string }>(url, "models.current", {});
      const name = `n${randomUUID().slice(0, 8)}`;
      const answer = await ask(url, "models.assign", { name, version, reason, expected: null });
      return {
        answer,
        read: async () =>
          (await read<{ items: { reason: string }[] }>(url, "models.moves", { name })).items[0]?.reason,
      };
    },
  },
  "a run's note": {
    tables: ["training_runs"],
    write: async ({ url }, note) => {
      const file = Buffer.from(madeUpFileText(240, 1));
      const dataset = createHash("sha256").update(file).digest("hex");
      const options = { trees: 10, folds: 2 };
      const answer = await ask(url, "training.start", {
        idempotencyKey: randomUUID(),
        dataset,
        options,
        note,
      });
      return {
        answer,
        read: async () =>
          (
            await read<{ request: { note: string } }>(url, "training.byId", {
              id: dataIn<{ id: string }>(answer).id,
            })
          ).request.note,
      };
    },
  },
  "a file's name": {
    tables: ["datasets"],
    write: async ({ url }, name) => {
      const rows = madeUpFileText(240, Math.floor(Math.random() * 2 ** 31));
      const body = { name, base64: Buffer.from(rows).toString("base64") };
      const answer = await ask(url, "datasets.upload", body);
      return {
        answer,
        read: async () =>
          (await read<{ items: { name: string }[] }>(url, "datasets.list", { limit: 1 })).items[0]?.name,
      };
    },
  },
};

/** Filters, by what they are asked of; what is not there is found by none of them. */
const filters: readonly [procedure: string, field: string, more?: object][] = [
  ["predictions.list", "caseReference"],
  ["predictions.list", "modelVersion"],
  ["predictions.list", "cursor"],
  ["predictions.arrivals", "caseReference", { after: null }],
  ["trends.windows", "modelVersion", { by: "count" }],
  ["audit.list", "actor"],
  ["audit.list", "target"],
  ["audit.list", "action"],
  ["audit.list", "cursor"],
  ["models.list", "cursor"],
  ["models.moves", "name"],
  ["models.byVersion", "version"],
  ["models.gate", "version"],
  ["models.compare", "a", { b: "x" }],
  ["datasets.profile", "sha256"],
  ["datasets.takeHomeFile", "name"],
  ["session.signIn", "email", { password: "a long password" }],
];

/** An answer that found nothing, whatever it was asked of. */
const foundNothing = (data: unknown) =>
  [{ items: [], nextCursor: null }, { count: 0 }].some(
    (none) => JSON.stringify(none) === JSON.stringify(data),
  ) || (data as { windows?: unknown[] }).windows?.length === 0;

export function hostileText(target: () => Target): void {
  test("rows to train on and an account to rename are there", async () => {
    const base64 = Buffer.from(madeUpFileText(240, 1)).toString("base64");
    const taken = await ask(target().url, "datasets.upload", { name: "rows.csv", base64 });
    expect(taken.status).toBe(200);
    await createPerson(target().db, "auditor");
  });

  test.for(Object.entries(fields))("in %s is refused, or given back to the letter", async ([, field]) => {
    const wrong: unknown[] = [];
    for (const text of hostile) {
      const { answer, read: back } = await field.write(target(), text);
      if (answer.status === 400) continue;
      const got = answer.status === 200 ? await back() : answer.text;
      if (got !== text.trim()) wrong.push({ text, status: answer.status, got });
    }
    expect(wrong).toEqual([]);
  });

  test.for(Object.entries(fields))("in %s changes nothing but what it is written to", async ([, field]) => {
    const { database } = target();
    for (const text of hostile.slice(0, 4)) {
      const states = [await tableStates(database)];
      await field.write(target(), text);
      states.push(await tableStates(database));
      // What it is written about is made first.
      const made = ["predictions", "idempotency_keys", "users", "credentials"];
      const [before = {}, after = {}] = states;
      const moved = movedTables(before, after).filter((name) => ![...field.tables, ...made].includes(name));
      expect({ text, moved }).toEqual({ text, moved: [] });
      for (const name of made) expect(rowsOf(after, name)).toBeGreaterThanOrEqual(rowsOf(before, name));
    }
  });

  test.for(filters)("as a filter of %s finds nothing: %s", async ([procedure, name, more]) => {
    const { url, database } = target();
    const before = await tableStates(database);
    const wrong: unknown[] = [];
    for (const text of hostile) {
      const answer = await ask(url, procedure, { ...more, [name]: text });
      const isNothing = answer.status === 200 && foundNothing(dataIn(answer));
      const isRefused = answer.status >= 400 && answer.status < 500;
      if (!isNothing && !isRefused) wrong.push({ text, status: answer.status, got: answer.text });
    }
    expect(wrong).toEqual([]);
    expect(movedTables(before, await tableStates(database))).toEqual([]);
  });

  test("in an address of the API finds nothing", async () => {
    const { url } = target();
    const wrong: unknown[] = [];
    for (const text of hostile) {
      const query = new URLSearchParams({ modelVersion: text });
      const asked = `/api/v1/predictions?${query}`;
      const answer = await send(url, { method: "GET", path: asked, as: adminOf(url) });
      const isNothing = answer.status === 200 && foundNothing(JSON.parse(answer.text));
      if (!isNothing && answer.status !== 400) wrong.push({ text, status: answer.status, got: answer.text });
    }
    expect(wrong).toEqual([]);
  });

  test("for a prototype reaches none, in a body, a batch, an address or a filter of a file", async () => {
    const { url, database } = target();
    const as = adminOf(url);
    const polluting = '{"__proto__":{"limit":1,"role":"administrator"},"constructor":{"prototype":{"a":1}}}';
    const before = await tableStates(database);
    const list = "/api/trpc/predictions.list";
    const asked = encodeURIComponent(polluting);
    const answers = [
      await send(url, { path: list, as, body: polluting }),
      await send(url, { path: `${list}?batch=1`, as, body: `{"__proto__":{"0":{}},"0":${polluting}}` }),
      await send(url, { path: "/api/trpc/predictions.create?batch=1", as, body: '{"__proto__":{"0":{}}}' }),
      await send(url, { method: "GET", path: `${list}?input=${asked}`, as }),
      await send(url, { method: "GET", path: `${list}?batch=1&input=${asked}`, as }),
      await send(url, { path: "/api/v1/predictions/search", as, body: polluting }),
      await send(url, { method: "GET", path: "/api/v1/predictions?__proto__[limit]=1", as }),
      await send(url, {
        path: "/api/export/predictions",
        as,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: `filters=${asked}`,
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(Array(answers.length).fill(400));
    expect(movedTables(before, await tableStates(database))).toEqual([]);
    const nobody = await call(url, "session.current");
    expect(dataIn(nobody)).toMatchObject({ account: null });
    expect({}).not.toHaveProperty("role");
  });
}

const rowsOf = (states: { [table: string]: string }, name: string) => Number(states[name]?.split(" ")[0]);
