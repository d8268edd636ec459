/** What the tabs of a browser tell each other about the session they share. */
export type SessionNews =
  | { readonly kind: "seen"; readonly at: number }
  | { readonly kind: "locked" }
  | { readonly kind: "signed_in" }
  | { readonly kind: "signed_out" };

let channel: BroadcastChannel | null = null;

function open(): BroadcastChannel | null {
  if (channel === null && typeof BroadcastChannel !== "undefined")
    channel = new BroadcastChannel("microcalc.session");
  return channel;
}

/** To the other tabs, not to this one. */
export function tell(news: SessionNews): void {
  open()?.postMessage(news);
}

export function listen(hear: (news: SessionNews) => void): () => void {
  const own = open();
  const onMessage = ({ data }: MessageEvent<SessionNews>) => hear(data);
  own?.addEventListener("message", onMessage);
  return () => own?.removeEventListener("message", onMessage);
}
