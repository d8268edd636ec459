import Link from "next/link";
import { useTranslations } from "next-intl";
import { May } from "../_session/may";
import classes from "./footer.module.css";

/** Text for everybody; the way to the status for whoever may see it. */
export function Footer() {
  const t = useTranslations("app");
  return (
    <footer className={classes.footer}>
      <div className={classes.bar}>
        <p className={classes.text}>{t("standing")}</p>
        <May operation="status.current">
          <nav aria-label={t("footer.label")}>
            <Link href="/status" prefetch={false} className={classes.link}>
              {t("footer.status")}
            </Link>
          </nav>
        </May>
      </div>
    </footer>
  );
}
