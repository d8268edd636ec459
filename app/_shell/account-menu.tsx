"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Untranslated } from "@/app/_components/untranslated";
import { May } from "../_session/may";
import { useSession } from "../_session/use-session";
import { useSignOut } from "../_session/use-sign-out";
import classes from "./account-menu.module.css";

/** Who is signed in, their own things, and the way out. */
export function AccountMenu() {
  const t = useTranslations("session.menu");
  const tRole = useTranslations("roles");
  const id = useId();
  const pathname = usePathname();
  const account = useSession()?.account;
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { signOut, error } = useSignOut();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu.
  useEffect(() => setOpen(false), [pathname]);
  if (!account) return null;

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || !isOpen) return;
    setOpen(false);
    button.current?.focus();
  }
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) setOpen(false);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and focus of the button and the links inside it.
    <div className={classes.menu} onKeyDown={onKeyDown} onBlur={onBlur}>
      <button
        ref={button}
        type="button"
        className={classes.button}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <Untranslated>{account.name}</Untranslated>
        <span className={classes.role}>{tRole(account.role)}</span>
      </button>
      <ul id={id} className={classes.list} hidden={!isOpen}>
        <li>
          <Link href="/account" prefetch={false}>
            {t("account")}
          </Link>
        </li>
        <May operation="accounts.list">
          <li>
            <Link href="/accounts" prefetch={false}>
              {t("accounts")}
            </Link>
          </li>
        </May>
        <May operation="audit.list">
          <li>
            <Link href="/audit" prefetch={false}>
              {t("audit")}
            </Link>
          </li>
        </May>
        <May operation="caseRecords.held">
          <li>
            <Link href="/cases" prefetch={false}>
              {t("caseRecords")}
            </Link>
          </li>
        </May>
        <May operation="apiKeys.list">
          <li>
            <Link href="/api-keys" prefetch={false}>
              {t("apiKeys")}
            </Link>
          </li>
        </May>
        <li>
          <a href="/api/docs">{t("apiDocs")}</a>
        </li>
        <li>
          <button type="button" onClick={signOut}>
            {t("signOut")}
          </button>
        </li>
        {error === null ? null : <li role="alert">{t("notSignedOut")}</li>}
      </ul>
    </div>
  );
}
