/** Namespaces that every page would carry for nothing: the server's own, and those a page brings itself. */
const heldBack = new Set([
  "account",
  "accounts",
  "apiKeys",
  "audit",
  "cases",
  "compare",
  "data",
  "dataDescription",
  "drift",
  "errors",
  "explanation",
  "history",
  "models",
  "outcomes",
  "prediction",
  "registry",
  "rolePurpose",
  "review",
  "secret",
  "setup",
  "signOnFault",
  "status",
  "training",
  "trends",
]);

/** The messages sent with every page. */
export function clientMessages<Messages extends object>(messages: Messages): Partial<Messages> {
  return Object.fromEntries(
    Object.entries(messages).filter(([namespace]) => !heldBack.has(namespace)),
  ) as Partial<Messages>;
}
