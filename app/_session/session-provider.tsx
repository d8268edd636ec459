"use client";

import { type ReactNode, useState } from "react";
import { useCurrentSession } from "./use-current-session";
import { SessionContext } from "./use-session";

/** Asks once for all of the page who is signed in. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const current = useCurrentSession();
  const [last, setLast] = useState(current);
  if (current !== last && (current?.account || !last?.account)) setLast(current);
  return <SessionContext value={last}>{children}</SessionContext>;
}
