"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Support } from "@/lib/prediction";
import { Notice } from "../_components/notice";

/** How far the training data reach, where they do not speak for this candidate as for any other. */
export function VerdictNotice({ support: { verdict, causes } }: { support: Support }) {
  const t = useTranslations("explanation.verdict");
  const tFeature = useTranslations("features");
  const format = useFormatter();
  if (verdict === "inside") return null;
  return (
    <Notice tone={verdict === "outside" ? "strong" : "mild"} title={t(`title.${verdict}`)}>
      <ul>
        {causes.map(({ kind, features }) => (
          <li key={`${kind} ${features.join()}`}>
            {t(`cause.${verdict}.${kind}`, {
              count: features.length,
              features: format.list(features.map((key) => tFeature(`${key}.label`))),
            })}
          </li>
        ))}
      </ul>
      <p>{t(`advice.${verdict}`)}</p>
    </Notice>
  );
}
