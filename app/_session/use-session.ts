"use client";

import { createContext, useContext } from "react";
import type { CurrentSession } from "@/lib/accounts/account";
import type { Operation } from "./operation";

export type SignedInAccount = NonNullable<CurrentSession["account"]>;

export const SessionContext = createContext<CurrentSession | undefined>(undefined);

/**
 * Who is signed in and what they may do; `undefined` until the server has said. When a session ends under an open page,
 * that page goes on seeing the last one: what is typed on it must not go with the parts that only some may see.
 */
export const useSession = (): CurrentSession | undefined => useContext(SessionContext);

/** Whether whoever is signed in may do this. The server decides; pages only do not offer what it would refuse. */
export function useMay(operation: Operation): boolean {
  return useSession()?.may.includes(operation) ?? false;
}
