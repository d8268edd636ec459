import type { ModelCard } from "@/lib/model/card";

/** The parts of the page in reading order, by anchor. */
const sections = [
  "in-use",
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
  "versions",
] as const;
export type SectionId = (typeof sections)[number];

/** The parts that this card has something to show in; older ones were measured less. */
export function sectionsOf(card: ModelCard): readonly SectionId[] {
  const left = new Set<SectionId>();
  if (card.evaluation.distinct.roc.length === 0) left.add("thresholds");
  if (card.support === null) left.add("support");
  if (card.importance.length === 0 && card.partialDependence.length === 0) left.add("importance");
  if (card.compared.length === 0) left.add("variants");
  return sections.filter((section) => !left.has(section));
}
