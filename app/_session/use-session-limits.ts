import { useMutation } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { CurrentSession } from "@/lib/accounts/account";
import { useTRPC } from "../_trpc/client";
import { lastSeen, noteSeen, shareSeen } from "./last-seen";
import { type EndCause, type SessionPhase, sessionPhase, touchIntervalMs } from "./session-phase";

const tickMs = 1000;
/** Somebody is there, and means it. */
const deliberate = ["keydown", "pointerdown", "touchstart"] as const;
/** Somebody is there, or has nudged the table. */
const casual = ["pointermove", "wheel"] as const;

const open: SessionPhase = { kind: "open" };
const isEnding = (phase: SessionPhase) => phase.kind === "warning" && phase.cause === "end";
const isSame = (one: SessionPhase, other: SessionPhase) => JSON.stringify(one) === JSON.stringify(other);

interface LimitsOptions {
  /** While nobody is at it: locked, or not signed in. */
  readonly isPaused: boolean;
  readonly onActivity: () => void;
  readonly onOver: (cause: EndCause) => void;
}

/** Tells the server that somebody is there, and this page how long the session still is. */
export function useSessionLimits(session: CurrentSession | undefined, options: LimitsOptions) {
  const { isPaused } = options;
  const trpc = useTRPC();
  const [phase, setPhase] = useState<SessionPhase>(open);
  /** Latest activity that the server has not heard of; `null` for none. */
  const untoldAt = useRef<number | null>(null);
  const toldAt = useRef(0);
  const { mutate } = useMutation(
    trpc.session.touch.mutationOptions({
      onSuccess: () => {
        shareSeen(toldAt.current);
        setPhase((before) => (before.kind === "over" || isEnding(before) ? before : open));
      },
    }),
  );
  const idleSeconds = session?.idleSeconds ?? 0;
  const endsAt = session?.endsAt ?? null;
  const accountId = isPaused ? null : (session?.account?.id ?? null);

  const touch = () => {
    untoldAt.current = null;
    toldAt.current = Date.now();
    mutate();
  };
  const tick = useEffectEvent(() => {
    const now = Date.now();
    const interval = touchIntervalMs(idleSeconds);
    const isDue = now - Math.max(lastSeen(), toldAt.current) >= interval;
    // After a sleep, what somebody did before it says nothing of who is there now.
    if (untoldAt.current !== null && now - untoldAt.current > 2 * interval) untoldAt.current = null;
    if (untoldAt.current !== null && isDue && phase.kind === "open") touch();
    const times = {
      now,
      seenAt: lastSeen(),
      idleSeconds,
      endsAt: endsAt === null ? null : Date.parse(endsAt),
    };
    const next = sessionPhase(times);
    if (isSame(next, phase)) return;
    setPhase(next);
    if (next.kind === "over") options.onOver(next.cause);
  });
  const begin = useEffectEvent(() => {
    setPhase(open);
    // A page that was opened is a sign of somebody as well.
    if (Date.now() - lastSeen() < touchIntervalMs(idleSeconds)) {
      untoldAt.current = Date.now();
      return;
    }
    noteSeen(Date.now());
    touch();
  });
  const note = useEffectEvent((event: Event) => {
    options.onActivity();
    if (phase.kind === "open") untoldAt.current = Date.now();
    else if (deliberate.some((type) => type === event.type)) touch();
  });

  useEffect(() => {
    if (accountId === null) return;
    begin();
    const onEvent = (event: Event) => note(event);
    const types = [...deliberate, ...casual];
    for (const type of types) document.addEventListener(type, onEvent, { capture: true, passive: true });
    const timer = setInterval(() => tick(), tickMs);
    return () => {
      clearInterval(timer);
      for (const type of types) document.removeEventListener(type, onEvent, { capture: true });
    };
  }, [accountId]);

  return { phase: accountId === null ? open : phase, extend: touch };
}
