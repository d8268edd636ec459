"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";

/** Says that nothing is lost of what was stored, and on Assess, the one page that keeps a draft, of what was typed. */
export function NothingLost() {
  const t = useTranslations("app.nothingLost");
  const keepsDraft = usePathname() === "/";
  return <p>{keepsDraft ? t("withDraft") : t("stored")}</p>;
}
