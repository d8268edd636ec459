import { useTranslations } from "next-intl";
import classes from "./footer.module.css";

export function Footer() {
  const t = useTranslations("app");
  return (
    <footer className={classes.footer}>
      <p className={classes.text}>{t("standing")}</p>
    </footer>
  );
}
