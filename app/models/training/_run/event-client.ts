import type { TrainingLogEntry } from "@/lib/training/training-run";

export interface LogReader {
  onEntry(entry: TrainingLogEntry): void;
  onConnected(): void;
  /** The connection is away, and the browser makes it anew. */
  onLost(): void;
  /** The connection is away for good: whoever wants more has to ask again. */
  onEnd(): void;
}

/** The server speaks every 15 s; a connection that is silent for longer is dead without having ended. */
const silenceMs = 40_000;

/**
 * Listens to `training.events` from the line after `after` on; gives the way to stop. By hand, because the link of
 * @trpc/client for streams would be loaded by every page: it stands in one file with what they all use.
 */
export function listen({ id, after }: { id: string; after: number }, reader: LogReader): () => void {
  const input = JSON.stringify({ id, ...(after > 0 && { lastEventId: String(after) }) });
  const source = new EventSource(`/api/trpc/training.events?input=${encodeURIComponent(input)}`);
  let silence = 0;
  const stop = () => {
    window.clearTimeout(silence);
    source.close();
  };
  const end = () => {
    stop();
    reader.onEnd();
  };
  const heard = () => {
    window.clearTimeout(silence);
    silence = window.setTimeout(end, silenceMs);
  };
  source.addEventListener("connected", () => {
    heard();
    reader.onConnected();
  });
  source.addEventListener("ping", heard);
  source.addEventListener("message", ({ data }: MessageEvent<string>) => {
    heard();
    reader.onEntry(JSON.parse(data) as TrainingLogEntry);
  });
  source.addEventListener("return", end);
  source.addEventListener("serialized-error", end);
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) end();
    else reader.onLost();
  });
  heard();
  return stop;
}
