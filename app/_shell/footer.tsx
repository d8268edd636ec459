import Link from "next/link";
import { useTranslations } from "next-intl";
import classes from "./footer.module.css";

export function Footer() {
  const t = useTranslations("app");
  return (
    <footer className={classes.footer}>
      <div className={classes.bar}>
        <p className={classes.text}>{t("standing")}</p>
        <nav aria-label={t("footer.label")}>
          <Link href="/status" prefetch={false} className={classes.link}>
            {t("footer.status")}
          </Link>
        </nav>
      </div>
    </footer>
  );
}
