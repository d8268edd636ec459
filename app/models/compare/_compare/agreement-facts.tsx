"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { RecentAgreement } from "@/lib/model/compare";
import { FactList } from "../../../_components/fact-list";
import { useDifferenceText } from "./use-difference-text";

/** Equal calls, kappa, and how the probabilities differ, in figures. */
export function AgreementFacts({ recent }: { recent: RecentAgreement }) {
  const t = useTranslations("compare.agreement");
  const { percent, score } = useNumbers();
  const differenceText = useDifferenceText();
  const { agreement, kappa, correlation, difference } = recent;
  const kappaText = () => {
    if (kappa === null) return t("kappaNone");
    if (kappa.interval === null) return t("kappaAlone", { value: score(kappa.value) });
    const { low, high } = kappa.interval;
    return t("kappaInterval", { value: score(kappa.value), low: score(low), high: score(high) });
  };
  const facts: [string, string][] = [];
  if (agreement !== null) {
    const { value, low, high } = agreement;
    facts.push([
      t("equal"),
      t("equalValue", { share: percent(value), low: percent(low), high: percent(high) }),
    ]);
  }
  facts.push([t("kappa"), kappaText()]);
  facts.push([t("correlation"), correlation === null ? t("correlationNone") : score(correlation)]);
  if (difference !== null) {
    const [p5, p25, p50, p75, p95] = difference.quantiles.map((value) => differenceText(value, "percent"));
    facts.push([t("mean"), differenceText(difference.mean, "percent")]);
    facts.push([t("meanAbsolute"), percent(difference.meanAbsolute)]);
    facts.push([
      t("quantiles"),
      t("quantilesValue", { p5: p5 ?? "", p25: p25 ?? "", p50: p50 ?? "", p75: p75 ?? "", p95: p95 ?? "" }),
    ]);
  }
  return <FactList facts={facts} />;
}
