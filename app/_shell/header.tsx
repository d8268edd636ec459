"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { firstPageOf } from "../_session/page-operations";
import { useSession } from "../_session/use-session";
import { AccountMenu } from "./account-menu";
import classes from "./header.module.css";
import { LanguageSwitch } from "./language-switch";
import { Logo } from "./logo";
import { Navigation } from "./navigation";
import { ThemeSwitch } from "./theme-switch";

export function Header() {
  const t = useTranslations("app");
  const pathname = usePathname();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const menuId = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu.
  useEffect(() => setOpen(false), [pathname]);

  return (
    <header className={classes.header}>
      <div className={classes.bar}>
        <Link href={session?.account ? firstPageOf(session.may) : "/"} className={classes.brand}>
          <Logo />
          <span>{t("name")}</span>
        </Link>
        <button
          type="button"
          className={classes.burger}
          aria-expanded={open}
          aria-controls={menuId}
          onClick={() => setOpen(!open)}
        >
          <span className={classes.burgerLines} aria-hidden="true" />
          {t("menu")}
        </button>
        <div id={menuId} className={classes.menu} data-open={open || undefined}>
          <Navigation />
          <div className={classes.switches}>
            <LanguageSwitch />
            <ThemeSwitch />
            <AccountMenu />
          </div>
        </div>
      </div>
    </header>
  );
}
