import { useEffect, useState } from "react";
import { isLastEvent } from "@/lib/training/run-end";
import type { TrainingLogEntry } from "@/lib/training/training-run";
import { listen } from "./event-client";

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
    let seen = 0;
    let over = false;
    let timer = 0;
    let stop = () => {};

    function say(connection: RunLog["connection"]) {
      if (!over) setLog((before) => ({ ...before, connection }));
    }

    function take(entry: TrainingLogEntry) {
      if (entry.sequence <= seen) return;
      seen = entry.sequence;
      over = isLastEvent(entry.event);
      setLog(({ entries }) => ({ entries: [...entries, entry], connection: over ? "over" : "live" }));
    }

    function open() {
      stop = listen(
        { id, after: seen },
        {
          onEntry: take,
          onConnected: () => say("live"),
          onLost: () => say("waiting"),
          onEnd: () => {
            if (over) return;
            say("waiting");
            timer = window.setTimeout(open, again);
          },
        },
      );
    }

    setLog(nothing);
    open();
    return () => {
      over = true;
      window.clearTimeout(timer);
      stop();
    };
  }, [id]);

  return log;
}
