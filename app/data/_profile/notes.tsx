"use client";

import { useTranslations } from "next-intl";
import { ProfileSection } from "./profile-section";
import classes from "./summary.module.css";

const notes = ["standardised", "minimum", "repeats", "images", "label", "noRows"] as const;

/** What to know before believing any of it. */
export function Notes() {
  const t = useTranslations("data.notes");
  return (
    <ProfileSection title={t("title")}>
      <ul className={classes.list}>
        {notes.map((note) => (
          <li key={note}>{t(note)}</li>
        ))}
      </ul>
    </ProfileSection>
  );
}
