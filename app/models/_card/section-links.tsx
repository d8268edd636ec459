"use client";

import { useTranslations } from "next-intl";
import classes from "./section-links.module.css";
import type { SectionId } from "./sections";

/** The way to each part of a long page. */
export function SectionLinks({ sections }: { sections: readonly SectionId[] }) {
  const t = useTranslations("models.sections");
  return (
    <nav aria-label={t("label")} className={classes.nav}>
      <ul className={classes.list}>
        {sections.map((section) => (
          <li key={section}>
            <a href={`#${section}`} className={classes.link}>
              {t(section)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
