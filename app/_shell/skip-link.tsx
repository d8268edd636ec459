import { useTranslations } from "next-intl";
import classes from "./skip-link.module.css";

export function SkipLink() {
  const t = useTranslations("app");
  return (
    <a href="#main" className={classes.link}>
      {t("skip")}
    </a>
  );
}
