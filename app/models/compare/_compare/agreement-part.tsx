"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { ModelComparison } from "@/lib/model/compare";
import { AgreementFacts } from "./agreement-facts";
import { AgreementFigure } from "./agreement-figure";
import { CallMatrix } from "./call-matrix";
import classes from "./compared-table.module.css";
import { Part } from "./part";
import { StratumTable } from "./stratum-table";

/** How far both agree on what was asked here lately. */
export function AgreementPart({ comparison: { a, b, recent, unloadable } }: { comparison: ModelComparison }) {
  const t = useTranslations("compare.agreement");
  const { moment } = useDateText();
  if (recent === null || recent.from === null || recent.to === null) {
    return (
      <Part title={t("title")}>
        <p>
          {recent === null
            ? marked(t.rich("unloadable", untranslated({ versions: unloadable.join(", ") })))
            : t("none")}
        </p>
      </Part>
    );
  }
  const { predictions, from, to, calls, points, strata } = recent;
  return (
    <Part title={t("title")}>
      <p>{t("basis", { predictions, from: moment(from), to: moment(to) })}</p>
      <AgreementFacts recent={recent} />
      <h3 className={classes.subtitle}>{t("table")}</h3>
      <CallMatrix calls={calls} />
      <h3 className={classes.subtitle}>{t("strata")}</h3>
      <StratumTable strata={strata} />
      <AgreementFigure
        points={points}
        thresholds={{ a: a.operatingPoint.threshold, b: b.operatingPoint.threshold }}
      />
    </Part>
  );
}
