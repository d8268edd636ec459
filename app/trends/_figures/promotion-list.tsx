"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { Promotion } from "@/lib/trends/trends";
import classes from "./promotion-list.module.css";

/** The marks on the time axes in words: when which version became champion, and why. */
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
              {dateText.moment(at)}
              {t(`kind.${kind}`, { from: from ?? (kind === "shipped" ? "none" : "–"), to: to ?? "–" })}{" "}
              {kind === "shipped" ? null : <span className={classes.reason}>{t("reason", { reason })}</span>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
