import type { ModelComparison } from "@/lib/model/compare";
import { AgreementPart } from "./agreement-part";
import classes from "./comparison.module.css";
import { ContestedPart } from "./contested-part";
import { CurvesPart } from "./curves-part";
import { FiguresPart } from "./figures-part";
import { MakingPart } from "./making-part";
import { ShadowPart } from "./shadow-part";
import { SidesPart } from "./sides-part";

/** All there is to say of two versions beside each other. */
export function Comparison({ comparison }: { comparison: ModelComparison }) {
  const { recent } = comparison;
  return (
    <div className={classes.parts}>
      <SidesPart a={comparison.a} b={comparison.b} />
      <FiguresPart comparison={comparison} />
      <CurvesPart a={comparison.a} b={comparison.b} />
      <MakingPart differences={comparison.differences} />
      <AgreementPart comparison={comparison} />
      {recent === null || recent.predictions === 0 ? null : <ContestedPart contested={recent.contested} />}
      <ShadowPart shadow={comparison.shadow} />
    </div>
  );
}
