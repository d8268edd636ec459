import { endOfDay, startOfDay, utcDayOf } from "../../lib/calendar";
import { cutWindows } from "../../lib/drift/cut-windows";
import { defaultWindowSize, minimumCandidates } from "../../lib/drift/drift-limits";
import { countHeldOut, type DriftReference, toDriftReference } from "../../lib/drift/drift-reference";
import type { AskDrift, DriftReport, DriftWindow } from "../../lib/drift/drift-report";
import { reportMeasures } from "../../lib/drift/report-measures";
import { heldOutSchema } from "../../lib/model/held-out";
import { championName } from "../../lib/model/names";
import { utc } from "../../lib/time-zone";
import { type CountedInputs, countWindows, daysWithInputs } from "./daily-counts";
import type { Dependencies } from "./dependencies";
import type { ServedModel } from "./models";
import { daysBehind } from "./roll-up";

/** By the model as it is served: a version never changes. */
const references = new WeakMap<ServedModel, DriftReference>();

async function referenceOf({ db }: Dependencies, model: ServedModel): Promise<DriftReference> {
  const known = references.get(model);
  if (known !== undefined) return known;
  const row = await db.modelVersion.findUnique({
    where: { version: model.card.version },
    select: { heldOut: true },
  });
  const heldOut = row?.heldOut ? heldOutSchema.parse(row.heldOut) : null;
  const reference = toDriftReference(model.reference, heldOut && countHeldOut(heldOut));
  references.set(model, reference);
  return reference;
}

async function promotionsIn(
  { db }: Dependencies,
  windows: readonly DriftWindow[],
): Promise<DriftReport["promotions"]> {
  const [first, last] = [windows[0], windows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const moves = await db.modelMove.findMany({
    where: {
      name: championName,
      movedAt: { gte: startOfDay(first.from, utc), lt: endOfDay(last.to, utc) },
    },
    orderBy: { sequence: "asc" },
    take: 200,
    select: { movedAt: true, toVersion: true },
  });
  return moves.flatMap(({ movedAt, toVersion }) =>
    toVersion === null ? [] : [{ at: movedAt.toISOString(), version: toVersion }],
  );
}

/**
 * How far the candidates of the last windows have moved from the champion's reference: features by what came in, score
 * and support by what the champion itself answered. Costs the number of days, not of predictions.
 */
export async function driftReport(deps: Dependencies, { by, size, to }: AskDrift): Promise<DriftReport> {
  const model = deps.models.champion();
  const reference = await referenceOf(deps, model);
  const { version, artefacts } = model.card;
  const counted: CountedInputs = { referenceSha256: artefacts.reference.sha256, modelVersion: version };
  const today = utcDayOf(deps.now());
  const until = to ?? today;
  const days = await daysWithInputs(deps, counted, until);
  const { windows, waiting } = cutWindows(days, { by, size, today });
  const latest = windows.findLastIndex(({ n }) => n >= minimumCandidates);
  const countedWindows = await countWindows(deps, { counted, windows, until, reference });
  return {
    modelVersion: version,
    minimum: minimumCandidates,
    ...{ by, size, windows, waiting },
    daysBehind: await daysBehind(deps),
    latest: latest === -1 ? null : latest,
    measures: reportMeasures(reference, countedWindows, latest === -1 ? null : latest),
    promotions: await promotionsIn(deps, windows),
  };
}

/** The report with its usual windows, up to now: what is exported as metrics. */
export async function latestDrift(deps: Dependencies): Promise<DriftReport> {
  return driftReport(deps, { by: "count", size: defaultWindowSize });
}
