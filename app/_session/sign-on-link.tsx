"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { signOnPaths } from "@/lib/accounts/sign-on";
import classes from "./sign-on-link.module.css";
import { useCurrentSession } from "./use-current-session";

interface SignOnLinkProps {
  /** `tab` keeps the page it is on. */
  opens: "here" | "tab";
  /** A path of this site to come back to; `null` for none. */
  from: string | null;
}

/**
 * The way to the organisation's own sign-on, where there is one. A plain link, so that the browser itself goes there.
 */
export function SignOnLink({ opens, from }: SignOnLinkProps) {
  const t = useTranslations("session.signOn");
  const signOn = useCurrentSession()?.signOn;
  if (!signOn) return null;
  const search = from === null ? "" : `?${new URLSearchParams({ from })}`;
  return (
    <div className={classes.way}>
      <a
        className={classes.link}
        href={signOnPaths.begin + search}
        target={opens === "tab" ? "_blank" : undefined}
        rel="noopener"
      >
        {marked(t.rich("link", untranslated({ name: signOn.name })))}
      </a>
      <p className={classes.hint}>{t(`hint.${opens}`)}</p>
    </div>
  );
}
