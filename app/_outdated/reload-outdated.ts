const storageKey = "microcalc.missing";
/** In milliseconds between two reloads: servers of two versions must not send a page to and fro. */
const shortestPause = 60_000;

/** Notes that a file was missing. Whether that is a reason to reload: the first time for this file, and not at once. */
function isReason(file: string): boolean {
  try {
    const missed = JSON.parse(sessionStorage.getItem(storageKey) ?? "{}") as Record<string, number>;
    sessionStorage.setItem(storageKey, JSON.stringify({ ...missed, [file]: Date.now() }));
    return !(file in missed) && Object.values(missed).every((at) => Date.now() - at > shortestPause);
  } catch {
    // Without a memory it could go on for ever.
    return false;
  }
}

async function reloadIfGone(file: string): Promise<void> {
  const answer = await fetch(file, { method: "HEAD", cache: "no-store" }).catch(() => null);
  // A server that is away only has to be waited for; the page would be lost.
  if (answer?.status === 404 && isReason(file)) location.reload();
}

/** The address of a script or style sheet of ours that an element was to load. */
function fileOf(target: EventTarget | null): string | null {
  const isStyle = target instanceof HTMLLinkElement && target.rel === "stylesheet";
  const file = target instanceof HTMLScriptElement ? target.src : isStyle ? target.href : "";
  return file.startsWith(`${location.origin}/_next/static/`) ? file : null;
}

/**
 * Reloads a page once whose scripts are gone from the server, as they are after an update. Scripts come as
 * elements from every part of the page, and the window sees each that fails.
 */
export function reloadOutdated(): void {
  const onError = ({ target }: Event) => {
    const file = fileOf(target);
    if (file !== null) void reloadIfGone(file);
  };
  addEventListener("error", onError, { capture: true });
}

/** An error that says that a script could not be had; so the bundler calls it. */
export const isMissingScript = ({ name }: Error): boolean => name === "ChunkLoadError";
