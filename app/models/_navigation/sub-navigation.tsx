"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import classes from "./sub-navigation.module.css";

interface SubNavigationProps {
  label: string;
  /** The first one is the page the others lie below. */
  links: readonly { href: string; text: string }[];
}

/** The way between pages that belong together. */
export function SubNavigation({ label, links }: SubNavigationProps) {
  const pathname = usePathname();
  const [main] = links;
  return (
    <nav aria-label={label} className={classes.nav}>
      <ul className={classes.list}>
        {links.map(({ href, text }) => {
          const here = href === main?.href ? pathname === href : pathname.startsWith(href);
          return (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                className={classes.link}
                aria-current={here ? "page" : undefined}
              >
                {text}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
