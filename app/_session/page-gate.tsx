"use client";

import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import type { CurrentSession } from "@/lib/accounts/account";
import { Forbidden } from "./forbidden";
import { firstPageOf, isPublicPage, operationOf } from "./page-operations";
import { useSession } from "./use-session";

const accountPage = "/account";

type Verdict = "open" | "leaving" | "forbidden";

/** `leaving` where another page is on its way. Until the server has said who it is, a page shows what it has. */
function verdictOn(session: CurrentSession | undefined, pathname: string): Verdict {
  if (session === undefined || isPublicPage(pathname)) return "open";
  if (session.account === null) return "leaving";
  if (session.account.mustFirst !== null) return pathname === accountPage ? "open" : "leaving";
  const operation = operationOf(pathname);
  if (operation === null || session.may.includes(operation)) return "open";
  return pathname === "/" ? "leaving" : "forbidden";
}

/** Lets through to a page whoever may open it, and tells everybody else where to go. */
export function PageGate({ children }: { children: ReactNode }) {
  const t = useTranslations("session");
  const session = useSession();
  const pathname = usePathname();
  const router = useRouter();
  const verdict = verdictOn(session, pathname);
  const account = session?.account ?? null;
  const elsewhere =
    verdict !== "leaving" || session === undefined || account === null
      ? null
      : account.mustFirst !== null
        ? accountPage
        : firstPageOf(session.may);
  useEffect(() => {
    if (elsewhere !== null) router.replace(elsewhere);
  }, [elsewhere, router]);
  if (verdict === "forbidden") return <Forbidden />;
  return verdict === "leaving" ? <p role="status">{t("leaving")}</p> : children;
}
