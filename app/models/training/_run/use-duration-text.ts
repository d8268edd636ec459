import { useTranslations } from "next-intl";

/** Writes a time in whole seconds, minutes or hours. */
export function useDurationText(): (milliseconds: number) => string {
  const t = useTranslations("training.duration");
  return (milliseconds) => {
    const all = Math.max(0, Math.round(milliseconds / 1000));
    const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
    if (hours > 0) return t("hours", { hours, minutes });
    return minutes > 0 ? t("minutes", { minutes, seconds }) : t("seconds", { seconds });
  };
}
