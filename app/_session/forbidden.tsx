"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "../_components/panel";
import { firstPageOf } from "./page-operations";
import { useSession } from "./use-session";

/** In place of a page that is not for the role of whoever opened it. */
export function Forbidden() {
  const t = useTranslations("session.forbidden");
  const tRole = useTranslations("roles");
  const session = useSession();
  if (!session?.account) return null;
  return (
    <Panel>
      <h1>{t("title")}</h1>
      <p>{t("text", { role: tRole(session.account.role) })}</p>
      <p>
        <Link href={firstPageOf(session.may)}>{t("back")}</Link>
      </p>
    </Panel>
  );
}
