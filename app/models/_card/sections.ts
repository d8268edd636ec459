import type { ModelCard } from "@/lib/model/card";

/** The parts of the page in reading order, by anchor. */
const sections = [
  "in-use",
  "version",
  "purpose",
  "quality",
  "operating-points",
  "thresholds",
  "calibration",
  "support",
  "importance",
  "tree",
  "variants",
  "making",
] as const;
export type SectionId = (typeof sections)[number];

/** Whether a card is of the model that answers, or of another version. */
export type Standing = "in-use" | "version";

/**
 * The parts that this card has something to show in; older ones were measured less, and only the trees of the model in
 * use can be followed.
 */
export function sectionsOf(card: ModelCard, standing: Standing): readonly SectionId[] {
  const left = new Set<SectionId>(standing === "in-use" ? ["version"] : ["in-use", "tree"]);
  if (card.evaluation.distinct.roc.length === 0) left.add("thresholds");
  if (card.support === null) left.add("support");
  if (card.importance.length === 0 && card.partialDependence.length === 0) left.add("importance");
  if (card.compared.length === 0) left.add("variants");
  return sections.filter((section) => !left.has(section));
}
