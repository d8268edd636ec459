"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type Locale, locales } from "@/lib/locale";
import { writePreferenceCookie } from "../_i18n/preference-cookie";
import classes from "./switch.module.css";

/** A language is named in itself, so that whoever needs it can read it. */
const names: Record<Locale, { short: string; full: string }> = {
  en: { short: "EN", full: "English" },
  fr: { short: "FR", full: "Français" },
};

export function LanguageSwitch() {
  const t = useTranslations("app");
  const current = useLocale();
  const router = useRouter();
  const queryClient = useQueryClient();

  function choose(locale: Locale) {
    writePreferenceCookie("locale", locale);
    router.refresh();
    // What the server said in the other language is asked again.
    void queryClient.resetQueries({ predicate: (query) => query.state.status === "error" });
  }

  return (
    <fieldset className={classes.group} aria-label={t("language")}>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          title={names[locale].full}
          aria-pressed={locale === current}
          className={classes.option}
          onClick={() => choose(locale)}
        >
          {names[locale].short}
        </button>
      ))}
    </fieldset>
  );
}
