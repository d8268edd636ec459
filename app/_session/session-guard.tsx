"use client";

import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useRef, useState } from "react";
import { PartBoundary } from "../_outdated/part-boundary";
import { useTRPC } from "../_trpc/client";
import { useCurrentSession } from "./use-current-session";
import { useHiddenPage } from "./use-hidden-page";
import { useSessionGuard } from "./use-session-guard";
import { useSessionLimits } from "./use-session-limits";

// Files of their own: most visits see neither, and the form page has a budget.
const loadWarning = () => import("./end-warning");
const loadLock = () => import("./lock-screen");
const EndWarning = lazy(() => loadWarning().then(({ EndWarning: warning }) => ({ default: warning })));
const LockScreen = lazy(() => loadLock().then(({ LockScreen: screen }) => ({ default: screen })));

/** Watches over the session of whoever sits before the page: warns of its end, then locks the page. */
export function SessionGuard() {
  const trpc = useTRPC();
  const session = useCurrentSession();
  const { locked, lock, resume, askAgain } = useSessionGuard();
  const [isRead, setRead] = useState(false);
  const isLoaded = useRef(false);
  const { mutate: signOut } = useMutation(trpc.session.signOut.mutationOptions());
  useHiddenPage(locked !== null);
  const { phase, extend } = useSessionLimits(session, {
    isPaused: locked !== null,
    onActivity: () => {
      // Both have to be at hand when the network is not.
      if (!isLoaded.current) void Promise.all([loadWarning(), loadLock()]).catch(() => undefined);
      isLoaded.current = true;
    },
    onOver: (cause) => {
      // By another clock the session may go on a little: the server knows.
      if (cause === "end") return askAgain();
      lock();
      signOut();
    },
  });
  const isWarning = phase.kind === "warning" && !(phase.cause === "end" && isRead);
  return (
    <PartBoundary>
      <Suspense fallback={null}>
        {locked === null ? null : <LockScreen account={locked} onSignedIn={resume} />}
        {isWarning && locked === null ? (
          <EndWarning phase={phase} onRead={() => (phase.cause === "end" ? setRead(true) : extend())} />
        ) : null}
      </Suspense>
    </PartBoundary>
  );
}
