import { focusManager, useQueryClient } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { useTRPC } from "../_trpc/client";
import { noteSeen } from "./last-seen";
import { signInAddress } from "./local-path";
import { isPublicPage } from "./page-operations";
import { forgetPersonal } from "./personal-storage";
import { listen, type SessionNews, tell } from "./session-news";
import { useCurrentSession } from "./use-current-session";
import { useRefusals } from "./use-refusals";
import { type SignedInAccount, useSession } from "./use-session";
import { useTyped } from "./use-typed";

const here = () => location.pathname + location.search + location.hash;

/** Refusals that say that what is known of the session is out of date. */
const sayWhoItIs: ReadonlySet<string> = new Set([
  "forbidden",
  "password_change_required",
  "second_factor_required",
]);

/** Whether the page is locked, and for whom; sends people who have to sign in to where they can. */
export function useSessionGuard() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const pathname = usePathname();
  const hasTyped = useTyped();
  const current = useCurrentSession();
  const known = useSession()?.account ?? null;
  const [locked, setLocked] = useState<SignedInAccount | null>(null);

  function lock(): void {
    if (known === null || locked !== null || isPublicPage(location.pathname)) return;
    setLocked(known);
    // What asks again by itself would be refused.
    focusManager.setFocused(false);
  }

  function refuse(): void {
    if (locked !== null || isPublicPage(location.pathname)) return;
    if (known === null) router.replace(signInAddress(here()));
    else if (hasTyped()) lock();
    // Nothing of one person may stay in memory for the next.
    else location.assign(signInAddress(here(), "ended"));
  }

  /** Goes on where the page was left, if it is the same person. */
  async function resume(): Promise<void> {
    const options = trpc.session.current.queryOptions(undefined, { staleTime: 0 });
    const { account } = await queries.fetchQuery(options);
    const mine = locked ?? known;
    if (account === null || mine === null) return;
    if (account.id !== mine.id) return location.assign("/");
    focusManager.setFocused(undefined);
    setLocked(null);
    void queries.resetQueries({ predicate: ({ state }) => state.status === "error" });
  }

  const isSignedOut = current !== undefined && current.account === null;
  const onSignedOut = useEffectEvent(refuse);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next page has to be left as well.
  useEffect(() => {
    if (isSignedOut) onSignedOut();
  }, [isSignedOut, pathname]);

  useRefusals((code) => {
    if (code === "sign_in_required") refuse();
    if (code !== undefined && sayWhoItIs.has(code))
      void queries.invalidateQueries({ queryKey: trpc.session.current.queryKey() });
  });

  const hear = useEffectEvent((news: SessionNews) => {
    if (news.kind === "seen") noteSeen(news.at);
    if (news.kind === "locked") lock();
    if (news.kind === "signed_in") void resume();
    if (news.kind === "signed_out" && known !== null) {
      forgetPersonal();
      location.assign("/sign-in");
    }
  });
  useEffect(() => listen((news) => hear(news)), []);

  return {
    locked,
    lock: () => {
      lock();
      tell({ kind: "locked" });
    },
    /** To be called when somebody has signed in at the lock. */
    resume: () => {
      tell({ kind: "signed_in" });
      return resume();
    },
    askAgain: () => void queries.invalidateQueries({ queryKey: trpc.session.current.queryKey() }),
  };
}
