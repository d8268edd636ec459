"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Notice } from "@/app/_components/notice";
import { Panel } from "@/app/_components/panel";
import { ScrollBox } from "@/app/_components/scroll-box";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { Figure, MetricName } from "@/lib/trends/figure";
import type { TrendSummary } from "@/lib/trends/trends";
import { Percent } from "../../_numbers/percent";
import { metricOrder } from "./metric-order";
import classes from "./total-table.module.css";
import { useTrendText } from "./use-trend-text";

function FigureCell({ figure, name }: { figure: Figure; name: MetricName }) {
  const text = useTrendText();
  return figure.value === null ? (
    <span className={classes.interval}>{text.missing(figure)}</span>
  ) : (
    <>
      <span className={classes.value} data-value>
        {name === "f1" ? text.value(figure, name) : <Percent of={figure.value} />}
      </span>{" "}
      <span className={classes.interval}>{text.interval(figure, name)}</span>
    </>
  );
}

/** All the days together: what there is, and both figures of each metric beside each other. */
export function TotalTable({ total }: { total: TrendSummary }) {
  const t = useTranslations("trends.total");
  const metric = useTranslations("trends.metric");
  const text = useTrendText();
  const titleId = useId();
  const { outcomes, positives } = total;
  const facts = [
    [t("predictions"), text.count(total.predictions)],
    [t("called"), text.value(total.calledShare)],
    [t("outcomes"), text.count(outcomes)],
    [t("positives"), text.count(positives)],
    [t("waiting"), text.count(total.waiting)],
    [t("undetermined"), text.count(total.undetermined)],
  ] as const;

  return (
    <Panel className={classes.panel} aria-labelledby={titleId}>
      <h2 id={titleId} className={classes.title}>
        {t("title", { days: text.days(total.from, total.to) })}
      </h2>
      <dl className={`${classes.facts} tabular`}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {total.versions.length > 1 ? (
        <Notice tone="mild" title={t("mixedTitle")}>
          <p>{marked(t.rich("mixed", untranslated({ versions: total.versions.join(", ") })))}</p>
        </Notice>
      ) : null}
      <ScrollBox label={t("caption")}>
        <table className={`${classes.table} tabular`}>
          <caption className="visually-hidden">{t("caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("metric")}</th>
              <th scope="col">{t("realised", { count: outcomes })}</th>
              <th scope="col">{t("estimated", { count: total.predictions })}</th>
            </tr>
          </thead>
          <tbody>
            {metricOrder.map((name) => (
              <tr key={name} data-figure={name}>
                <th scope="row">{metric(`${name}.label`)}</th>
                <td>
                  <FigureCell figure={total.realised[name]} name={name} />
                </td>
                <td>
                  <FigureCell figure={total.estimated[name]} name={name} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {outcomes === 0 ? null : (
        <p className={classes.note}>{t("alwaysNo", { share: text.rate(1 - positives / outcomes) })}</p>
      )}
      <p className={classes.note}>{t("assumption")}</p>
      <p className={classes.note}>{t("intervals")}</p>
    </Panel>
  );
}
