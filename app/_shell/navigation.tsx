"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { operationOf } from "../_session/page-operations";
import { useSession } from "../_session/use-session";
import classes from "./navigation.module.css";

const pages = [
  { href: "/", key: "assess" },
  { href: "/history", key: "history" },
  { href: "/outcomes", key: "outcomes" },
  { href: "/trends", key: "trends" },
  { href: "/drift", key: "drift" },
  { href: "/models", key: "model" },
  { href: "/data", key: "data" },
] as const;

export function Navigation() {
  const t = useTranslations("app.navigation");
  const pathname = usePathname();
  const session = useSession();
  if (!session?.account || session.account.mustFirst !== null) return <span />;
  const own = pages.filter(({ href }) => session.may.includes(operationOf(href) ?? ""));
  return (
    <nav aria-label={t("label")}>
      <ul className={classes.list}>
        {own.map(({ href, key }) => {
          const here = href === "/" ? pathname === "/" : pathname.startsWith(href);
          return (
            <li key={key}>
              {/* Rendered anew for each answer's nonce: what is fetched beforehand would be thrown away. */}
              <Link
                href={href}
                prefetch={false}
                className={classes.link}
                aria-current={here ? "page" : undefined}
              >
                {t(key)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
