"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { ShadowComparison } from "@/lib/model/compare";
import { ScrollBox } from "../../../_components/scroll-box";
import { EstimateText } from "../../_card/estimate-text";
import classes from "./compared-table.module.css";
import { Part } from "./part";

const figures = [
  { key: "precision", written: "percent" },
  { key: "recall", written: "percent" },
  { key: "f1", written: "score" },
] as const;

function NoChallenger() {
  const t = useTranslations("compare.shadow");
  return (
    <Part title={t("title")}>
      <p>{t("lead")}</p>
      <h3 className={classes.subtitle}>{t("emptyTitle")}</h3>
      <p>
        {t.rich("empty", {
          link: (text) => (
            <Link href="/models/versions" prefetch={false} className={classes.link}>
              {text}
            </Link>
          ),
        })}
      </p>
    </Part>
  );
}

/** Both on the very same judged predictions, and whether the difference is more than chance. */
function Judged({ shadow: { quality, onlyARight, onlyBRight, mcnemar } }: { shadow: ShadowComparison }) {
  const t = useTranslations("compare.shadow");
  const metric = useTranslations("models.metrics");
  const { score } = useNumbers();
  return (
    <>
      <ScrollBox label={t("caption")}>
        <table className={`${classes.table} tabular`}>
          <caption className={classes.caption}>{t("caption")}</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">A</th>
              <th scope="col">B</th>
            </tr>
          </thead>
          <tbody>
            {figures.map(({ key, written }) => (
              <tr key={key} data-figure={key}>
                <th scope="row">{metric(`${key}.label`)}</th>
                <td>
                  <EstimateText estimate={quality.a[key]} written={written} />
                </td>
                <td>
                  <EstimateText estimate={quality.b[key]} written={written} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p>
        {t("split", { onlyA: onlyARight, onlyB: onlyBRight })}{" "}
        {mcnemar === null ? t("tooFew") : t("mcnemar", { p: score(mcnemar) })}
      </p>
    </>
  );
}

/** What was said in the shadow, judged by the outcomes since. */
export function ShadowPart({ shadow }: { shadow: ShadowComparison | null }) {
  const t = useTranslations("compare.shadow");
  const { moment } = useDateText();
  if (shadow === null) return <NoChallenger />;
  const { reigns, predictions, most, judged, positives } = shadow;
  return (
    <Part title={t("title")}>
      <p>{t("lead")}</p>
      <ul>
        {reigns.map(({ version, from, to }) => (
          <li key={`${version} ${from}`}>
            {to === null
              ? marked(t.rich("since", { from: moment(from), ...untranslated({ version }) }))
              : marked(t.rich("reign", { from: moment(from), to: moment(to), ...untranslated({ version }) }))}
          </li>
        ))}
      </ul>
      <p>
        {t("predictions", { predictions, most })} {t("judged", { judged, positives })}
      </p>
      {judged === 0 ? null : <Judged shadow={shadow} />}
    </Part>
  );
}
