import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ChainEnd,
  type ChainedEvent,
  chainHash,
  chainStart,
  faultOf,
  type SealedRow,
} from "./audit-chain";

const word = fc.string({ minLength: 1, maxLength: 12 });
const text = fc.option(word, { nil: null });
const instant = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const eventArbitrary: fc.Arbitrary<ChainedEvent> = fc.record({
  ...{ id: fc.uuid(), at: instant, actorId: word, actorName: word, actorRole: word, action: word },
  ...{ targetType: text, targetId: text, address: text, requestId: text, result: word },
  details: fc.dictionary(word, fc.oneof(fc.integer(), word, fc.constant(null)), { maxKeys: 3 }),
});

function sealed(events: readonly ChainedEvent[], sealedAt = "2026-03-01T00:00:00.000Z"): SealedRow[] {
  let hash = chainStart;
  return events.map((event, i) => {
    const link = { sequence: i + 1, sealedAt };
    hash = chainHash(hash, event, link);
    return { ...link, event, eventId: event.id, hash };
  });
}

function firstFault(rows: readonly SealedRow[]) {
  let end: ChainEnd = { sequence: 0, hash: chainStart };
  for (const row of rows) {
    const fault = faultOf(end, row);
    if (fault !== null) return fault;
    end = row;
  }
  return null;
}

const chainArbitrary = fc.uniqueArray(eventArbitrary, {
  selector: ({ id }) => id,
  minLength: 3,
  maxLength: 8,
});
const placed = fc.tuple(chainArbitrary, fc.nat()).map(([events, n]) => ({ events, at: n % events.length }));
const fields = [
  ...["id", "at", "actorId", "actorName", "actorRole", "action", "targetType", "targetId", "address"],
  ...["requestId", "result", "details"],
] as const;

const replaced = (rows: SealedRow[], at: number, part: Partial<SealedRow>) =>
  rows.map((row, i) => (i === at ? { ...row, ...part } : row));

describe("a chain of events", () => {
  test("as it was sealed has no fault", () => {
    fc.assert(fc.property(chainArbitrary, (events) => firstFault(sealed(events)) === null));
  });

  test.each(fields)("in which any event's %s was changed is found faulty there", (field) => {
    fc.assert(
      fc.property(placed, eventArbitrary, ({ events, at }, other) => {
        const rows = sealed(events);
        const own = rows[at]?.event as ChainedEvent;
        fc.pre(JSON.stringify(own[field]) !== JSON.stringify(other[field]));
        const found = firstFault(replaced(rows, at, { event: { ...own, [field]: other[field] } }));
        expect(found).toEqual({ sequence: at + 1, eventId: own.id, kind: "changed" });
      }),
    );
  });

  test("in which any seal's time or hash was changed is found faulty there", () => {
    fc.assert(
      fc.property(placed, fc.uint8Array({ minLength: 32, maxLength: 32 }), ({ events, at }, hash) => {
        for (const part of [{ hash }, { sealedAt: "2026-03-01T00:00:00.001Z" }]) {
          expect(firstFault(replaced(sealed(events), at, part))).toMatchObject({
            ...{ sequence: at + 1, kind: "changed" },
          });
        }
      }),
    );
  });

  test("from which any row but the last was taken is found to miss it, renumbered or not", () => {
    fc.assert(
      fc.property(placed, ({ events, at }) => {
        fc.pre(at < events.length - 1);
        const left = sealed(events).filter((_, i) => i !== at);
        expect(firstFault(left)).toEqual({ sequence: at + 1, eventId: null, kind: "missing" });
        const renumbered = left.map((row, i) => ({ ...row, sequence: i + 1 }));
        expect(firstFault(renumbered)).toMatchObject({ sequence: at + 1, kind: "changed" });
      }),
    );
  });

  test("of which an event is gone and its seal is there is found faulty there", () => {
    fc.assert(
      fc.property(placed, ({ events, at }) => {
        const found = firstFault(replaced(sealed(events), at, { event: null }));
        expect(found).toMatchObject({ sequence: at + 1, kind: "event_missing" });
      }),
    );
  });

  test("into which an event was put, or of which two were swapped, is found faulty there", () => {
    fc.assert(
      fc.property(placed, eventArbitrary, ({ events, at }, stranger) => {
        const rows = sealed(events);
        const own = { event: stranger, eventId: stranger.id, hash: rows[at]?.hash ?? chainStart };
        const put = rows.toSpliced(at, 0, { sequence: at + 1, sealedAt: "2026-03-01T00:00:00.000Z", ...own });
        const renumbered = put.map((row, i) => ({ ...row, sequence: i + 1 }));
        expect(firstFault(renumbered)).toMatchObject({ sequence: at + 1, kind: "changed" });

        const first = Math.min(at, rows.length - 2);
        const [a, b] = [rows[first], rows[first + 1]] as [SealedRow, SealedRow];
        const swapped = rows.toSpliced(
          first,
          2,
          { ...b, sequence: a.sequence },
          { ...a, sequence: b.sequence },
        );
        expect(firstFault(swapped)).toMatchObject({ sequence: first + 1, kind: "changed" });
      }),
    );
  });
});

test("the hash is the one anybody computes who has the documented recipe", async () => {
  const { createHash } = await import("node:crypto");
  const event: ChainedEvent = {
    ...{ id: "018f0000-0000-7000-8000-000000000001", at: "2026-03-01T00:00:00.000Z" },
    ...{ actorId: "a", actorName: "É", actorRole: "clinician", action: "prediction.read" },
    ...{ targetType: "prediction", targetId: "t", address: null, requestId: "r", result: "done" },
    details: { filters: ["to", "from"], count: 2 },
  };
  const canonical =
    '{"action":"prediction.read","actorId":"a","actorName":"É","actorRole":"clinician","address":null,' +
    '"at":"2026-03-01T00:00:00.000Z","details":{"count":2,"filters":["to","from"]},' +
    '"id":"018f0000-0000-7000-8000-000000000001","requestId":"r","result":"done",' +
    '"sealedAt":"2026-03-01T00:00:02.000Z","sequence":1,"targetId":"t","targetType":"prediction"}';
  const expected = createHash("sha256").update(Buffer.alloc(32)).update(canonical).digest("hex");
  const found = chainHash(chainStart, event, { sequence: 1, sealedAt: "2026-03-01T00:00:02.000Z" });
  expect(Buffer.from(found).toString("hex")).toBe(expected);
});
