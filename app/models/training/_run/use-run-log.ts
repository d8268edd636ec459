import { useEffect, useState } from "react";
import { isLastEvent } from "@/lib/training/run-end";
import type { TrainingLogEntry } from "@/lib/training/training-run";
import { createEventClient } from "./event-client";

export interface RunLog {
  readonly entries: readonly TrainingLogEntry[];
  /** `waiting` while the connection is away and being made again. */
  readonly connection: "live" | "waiting" | "over";
}

const again = 2000;
const nothing: RunLog = { entries: [], connection: "live" };

/**
 * A run's log from its first line on, as it grows. What the browser does not make good itself, a server that starts
 * anew and answers with an error meanwhile, is tried again from the line after the last one seen.
 */
export function useRunLog(id: string): RunLog {
  const [log, setLog] = useState(nothing);

  useEffect(() => {
    const client = createEventClient();
    let seen = 0;
    let over = false;
    let timer = 0;
    let subscription: { unsubscribe(): void } | null = null;

    function retry() {
      if (over) return;
      setLog((before) => ({ ...before, connection: "waiting" }));
      window.clearTimeout(timer);
      timer = window.setTimeout(open, again);
    }

    function take(entry: TrainingLogEntry) {
      if (entry.sequence <= seen) return;
      seen = entry.sequence;
      over = isLastEvent(entry.event);
      setLog(({ entries }) => ({ entries: [...entries, entry], connection: over ? "over" : "live" }));
    }

    function open() {
      subscription?.unsubscribe();
      const from = seen === 0 ? {} : { lastEventId: String(seen) };
      subscription = client.training.events.subscribe(
        { id, ...from },
        {
          onData: ({ data }) => take(data),
          onError: retry,
          onConnectionStateChange: ({ state }) => {
            if (over) return;
            const lost = state === "connecting" && seen > 0;
            setLog((before) => ({ ...before, connection: lost ? "waiting" : "live" }));
          },
        },
      );
    }

    setLog(nothing);
    open();
    return () => {
      over = true;
      window.clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [id]);

  return log;
}
