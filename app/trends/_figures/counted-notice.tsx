"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Notice } from "@/app/_components/notice";
import type { Trends } from "@/lib/trends/trends";
import classes from "./counted-notice.module.css";

const tickMilliseconds = 5000;

/** The server's time, as it goes on since it answered. */
function useServerTime(now: string): Date {
  const [answered, setAnswered] = useState({ now, elapsed: 0 });
  useEffect(() => {
    const begun = performance.now();
    const tick = () => setAnswered({ now, elapsed: performance.now() - begun });
    tick();
    const timer = setInterval(tick, tickMilliseconds);
    return () => clearInterval(timer);
  }, [now]);
  return new Date(Date.parse(answered.now) + answered.elapsed);
}

/**
 * How far the counts can be relied on: when days were last counted, what is not in them yet, and whether anyone counts.
 */
export function CountedNotice({ trends }: { trends: Trends }) {
  const t = useTranslations("trends.counted");
  const format = useFormatter();
  const now = useServerTime(trends.now);
  const { rolledUpAt, daysBehind, keeperPresent } = trends;
  const ago = rolledUpAt === null ? null : format.relativeTime(new Date(rolledUpAt), now);
  return (
    <>
      <p className={classes.line}>
        {ago === null ? t("never") : daysBehind === 0 ? t("complete", { ago }) : t("at", { ago })}
      </p>
      {trends.earlierWindows === 0 ? null : (
        <p className={classes.line}>
          {t("earlier", { shown: trends.windows.length, earlier: trends.earlierWindows })}
        </p>
      )}
      <div role="status">
        {daysBehind === 0 ? null : keeperPresent ? (
          <p className={classes.line}>{t("behind", { days: daysBehind })}</p>
        ) : (
          <Notice tone="mild" title={t("awayTitle")}>
            <p>{t("away", { days: daysBehind })}</p>
          </Notice>
        )}
      </div>
    </>
  );
}
