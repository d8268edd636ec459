"use client";

import { useMemo } from "react";
import { thresholdsOf } from "@/app/_charts/prepare-thresholds";
import { ThresholdsApart, ToldApart } from "@/app/_numbers/use-numbers";
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
  const { a, b, recent } = comparison;
  const inUse = useMemo(() => [a, b].map(({ operatingPoint }) => operatingPoint.threshold), [a, b]);
  const thresholds = useMemo(() => [...inUse, ...thresholdsOf([a.evaluation, b.evaluation])], [inUse, a, b]);
  const contested = (recent?.contested ?? []).flatMap(({ probability }) => [probability.a, probability.b]);
  return (
    <ToldApart values={contested} thresholds={inUse}>
      <ThresholdsApart thresholds={thresholds}>
        <div className={classes.parts}>
          <SidesPart a={a} b={b} />
          <FiguresPart comparison={comparison} />
          <CurvesPart a={a} b={b} />
          <MakingPart differences={comparison.differences} />
          <AgreementPart comparison={comparison} />
          {recent === null || recent.predictions === 0 ? null : (
            <ContestedPart contested={recent.contested} />
          )}
          <ShadowPart shadow={comparison.shadow} />
        </div>
      </ThresholdsApart>
    </ToldApart>
  );
}
