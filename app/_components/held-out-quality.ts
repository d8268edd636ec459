import type { Evaluation, PointQuality } from "@/lib/model/card";

/**
 * What an operating point does to held-out rows; `null` where it was not measured. Cards of the first format have
 * only the figures of the point in use, and no alerts.
 */
export function heldOutQuality(evaluation: Evaluation, name: string, inUse: string): PointQuality | null {
  const measured = evaluation.points.find((point) => point.name === name);
  if (measured !== undefined) return measured;
  return name === inUse ? { ...evaluation, alertsPerThousand: null } : null;
}
