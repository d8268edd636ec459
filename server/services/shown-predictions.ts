import type { CompareModels, ModelComparison } from "../../lib/model/compare";
import type { ImportPreview, PreviewImport } from "../../lib/outcomes/import-outcomes";
import type { OpenOutcomes } from "../../lib/outcomes/open-outcomes";
import type { ListPredictions, PredictionPage, PredictionRecord } from "../../lib/prediction";
import type { Caller, Within } from "../auth/caller";
import { audit } from "./audit";
import { compareModels } from "./compare-models";
import type { Dependencies } from "./dependencies";
import { previewImport } from "./import-outcomes";
import { openOutcomes } from "./open-outcomes";
import { listPredictions, predictionById } from "./predictions";

/** Something asked for, and by whom. */
type Asked<Question> = Question & Within & { readonly actor: Caller };

/** The names of those filters that are set. */
export function filtersSet(filters: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(filters).filter((name) => filters[name] !== undefined);
}

/** {@link predictionById}, on record before it is shown. */
export async function showPrediction(
  deps: Dependencies,
  { id, actor, owner }: Asked<{ readonly id: string }>,
): Promise<PredictionRecord> {
  const found = await predictionById(deps, id, { owner });
  await audit(deps, actor, { action: "prediction.read", target: { type: "prediction", id } });
  return found;
}

/** {@link listPredictions}, on record before it is shown: one row for the page. */
export async function showPredictions(
  deps: Dependencies,
  { actor, ...page }: Asked<ListPredictions>,
): Promise<PredictionPage> {
  const found = await listPredictions(deps, page);
  const { limit: _, cursor: __, owner: ___, ...filters } = page;
  const details = { count: found.items.length, filters: filtersSet(filters) };
  await audit(deps, actor, { action: "prediction.list", details });
  return found;
}

/** {@link openOutcomes}, on record before it is shown: one row for the page. */
export async function showOpenOutcomes(
  deps: Dependencies,
  { actor, owner: _, ...page }: Asked<OpenOutcomes>,
): Promise<PredictionPage> {
  const found = await openOutcomes(deps, page);
  await audit(deps, actor, { action: "prediction.list", details: { count: found.items.length } });
  return found;
}

/** {@link previewImport}, on record before it is shown: it tells which outcomes there are. */
export async function showImportPreview(
  deps: Dependencies,
  { actor, owner: _, ...asked }: Asked<PreviewImport>,
): Promise<ImportPreview> {
  const found = await previewImport(deps, asked);
  const target = { type: "file", id: found.fileSha256 } as const;
  await audit(deps, actor, { action: "outcome.preview", target, details: { count: found.lines.length } });
  return found;
}

/** {@link compareModels}, on record before it is shown where it holds predictions. */
export async function showComparison(
  deps: Dependencies,
  { actor, ...asked }: Asked<CompareModels>,
): Promise<ModelComparison> {
  const found = await compareModels(deps, asked);
  const count = found.recent?.contested.length ?? 0;
  if (count > 0) await audit(deps, actor, { action: "prediction.list", details: { count } });
  return found;
}
