import { useTranslations } from "next-intl";
import classes from "./demonstration-notice.module.css";

/** Above every page of an installation whose data are made up. */
export function DemonstrationNotice() {
  const t = useTranslations("app.demonstration");
  return (
    <aside className={classes.notice} aria-label={t("label")}>
      <p className={classes.text}>
        <strong>{t("label")}.</strong> {t("text")}
      </p>
    </aside>
  );
}
