"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { Promotion } from "@/lib/trends/trends";
import classes from "./promotion-list.module.css";

/** The marks on the time axes in words: when which version became champion, in UTC as the marks, and why. */
export function PromotionList({ promotions }: { promotions: readonly Promotion[] }) {
  const t = useTranslations("trends.promotions");
  const dateText = useDateText();
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className={classes.title}>
        {t("title")}
      </h2>
      {promotions.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <ol className={classes.list}>
          {promotions.map(({ at, kind, from, to, reason }) => (
            <li key={at}>
              {t("at", { time: dateText.utcMoment(at) })}
              {marked(
                t.rich(`kind.${kind}`, {
                  ...(kind === "shipped" && from === null
                    ? { from: "none" }
                    : untranslated({ from: from ?? "–" })),
                  ...untranslated({ to: to ?? "–" }),
                }),
              )}{" "}
              {kind === "shipped" ? null : <span className={classes.reason}>{t("reason", { reason })}</span>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
