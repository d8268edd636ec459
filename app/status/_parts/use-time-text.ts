import { useFormatter, useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";

/** Writes an instant as the time between it and another one, and when exactly. */
export function useTimeText(at: string): (instant: string) => string {
  const t = useTranslations("status");
  const format = useFormatter();
  const { exactMoment } = useDateText();
  return (instant) => {
    const now = Date.parse(at);
    // A clock that goes ahead must not make the past the future.
    const then = Math.min(Date.parse(instant), now);
    const exact = exactMoment(new Date(then).toISOString());
    return t("time", { ago: format.relativeTime(then, { now, style: "long" }), exact });
  };
}
