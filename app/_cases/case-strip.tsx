import type { FeatureReference } from "@/lib/model/card";
import { referencePosition } from "../_components/reference-position";
import classes from "./case-strip.module.css";

interface CaseStripProps {
  reference: FeatureReference | null;
  asked: number;
  found: number;
}

/** Share of the reference candidates below a value; those at the minimum stand at the very left. */
function place(reference: FeatureReference, value: number): number {
  const position = referencePosition(reference, value);
  if (position.kind === "within") return position.share * 100;
  return position.kind === "above_all" ? 100 : 0;
}

/**
 * One feature by rank, from the lowest of the reference candidates to the highest: the line asked about, the dot found.
 */
export function CaseStrip({ reference, asked, found }: CaseStripProps) {
  if (reference === null) return null;
  const [from, to] = [place(reference, asked), place(reference, found)];
  return (
    <span className={classes.strip} aria-hidden="true">
      <span className={classes.asked} style={{ left: `${from}%` }} />
      <span className={classes.found} style={{ left: `${to}%` }} />
    </span>
  );
}
