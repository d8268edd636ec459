import { type CaseSet, toCaseSet } from "../../lib/cases/case-set";
import { featureKeys } from "../../lib/features";
import type { Db } from "../db/client";

/** The reference set in use, ready to be searched. */
export interface ServedReferenceSet extends CaseSet {
  readonly name: string;
  readonly loadedAt: Date;
}

/** The set that is in use at this moment; `null` while none is loaded. */
export type ReferenceSetReader = () => Promise<ServedReferenceSet | null>;

interface Held {
  readonly id: string;
  readonly set: Promise<ServedReferenceSet | null>;
}

/** Set and cases as of one moment; `null` where the set was replaced since its id was read. */
async function readSet(db: Db, id: string): Promise<ServedReferenceSet | null> {
  const [set, cases] = await db.$transaction(
    [
      db.referenceSet.findUnique({ where: { id }, select: { name: true, loadedAt: true } }),
      db.referenceCase.findMany({
        where: { setId: id },
        orderBy: { position: "asc" },
        select: {
          area: true,
          greyLevel: true,
          gradientStrength: true,
          noiseFluctuation: true,
          contrast: true,
          shapeDescriptor: true,
          positives: true,
          negatives: true,
        },
      }),
    ],
    { isolationLevel: "RepeatableRead" },
  );
  if (set === null) return null;
  const vectors = {
    values: Float64Array.from(cases.flatMap((row) => featureKeys.map((key) => row[key]))),
    positives: Int32Array.from(cases, ({ positives }) => positives),
    negatives: Int32Array.from(cases, ({ negatives }) => negatives),
  };
  return { ...toCaseSet(vectors), ...set };
}

/**
 * Keeps the set in memory and asks the database at every call, by the id alone, whether it is still the one in use:
 * what another process has loaded counts from the next call on. Calls that come while it is read wait for one reading.
 */
export function createReferenceSetReader(db: Db): ReferenceSetReader {
  let held: Held | null = null;

  function hold(id: string): Held {
    const taken: Held = { id, set: readSet(db, id) };
    taken.set.catch(() => {
      if (held === taken) held = null;
    });
    return taken;
  }

  return async () => {
    for (;;) {
      const inUse = await db.referenceSet.findFirst({ select: { id: true } });
      if (inUse === null) {
        held = null;
        return null;
      }
      if (held?.id !== inUse.id) held = hold(inUse.id);
      const set = await held.set;
      if (set !== null) return set;
    }
  };
}
