"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

/** Counts down to the next attempt; `until` in milliseconds since the epoch. */
export function SecondsLeft({ until }: { until: number }) {
  const t = useTranslations("assess.connection");
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 500);
    return () => window.clearInterval(timer);
  }, []);
  return t("next", { seconds: Math.max(0, Math.ceil((until - now) / 1000)) });
}
