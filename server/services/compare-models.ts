import { pointInUse } from "../../lib/model/card";
import type { ComparedModel, CompareModels, ModelComparison } from "../../lib/model/compare";
import { differingFacts, sameHeldOut } from "../../lib/model/compare-cards";
import type { ModelDetail } from "../../lib/model/registry";
import { compareRecent } from "./compare-recent";
import { compareShadow } from "./compare-shadow";
import type { Dependencies } from "./dependencies";
import { SameModelError } from "./errors";
import { modelByVersion } from "./models";
import { namedVersions } from "./served-models";

function toCompared(
  { version, registeredAt, card }: ModelDetail,
  names: ReadonlyMap<string, string>,
): ComparedModel {
  const { name, threshold } = pointInUse(card);
  return {
    version,
    registeredAt,
    names: [...names].flatMap(([own, of]) => (of === version ? [own] : [])).sort(),
    operatingPoint: { name, threshold },
    evaluation: card.evaluation.distinct,
  };
}

/**
 * Sets two registered versions side by side: what their cards say, what both say of the newest predictions, and how
 * they did on the same ones in the shadow. Throws {@link SameModelError} for a version and itself,
 * `NotFoundError` for one that is not registered.
 */
export async function compareModels(deps: Dependencies, asked: CompareModels): Promise<ModelComparison> {
  if (asked.a === asked.b) throw new SameModelError(asked.a);
  const [a, b, names] = await Promise.all([
    modelByVersion(deps, asked.a),
    modelByVersion(deps, asked.b),
    namedVersions(deps.db),
  ]);
  const [recent, shadow] = await Promise.all([compareRecent(deps, asked), compareShadow(deps, asked)]);
  return {
    a: toCompared(a, names),
    b: toCompared(b, names),
    sameHeldOut: sameHeldOut(a.card, b.card),
    differences: differingFacts(a.card, b.card),
    ...recent,
    shadow,
  };
}
