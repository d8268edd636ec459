interface PlainZodScriptProps {
  /** With which the policy of this page lets scripts in. */
  nonce: string;
}

/**
 * Tells zod not to try whether it may compile its schemas: the policy refuses that, and every try would be told of as
 * a breach. Stands in the page, as zod tries while its module is being read, before any code of ours could say so.
 */
export function PlainZodScript({ nonce }: PlainZodScriptProps) {
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {"globalThis.__zod_globalConfig = { jitless: true };"}
    </script>
  );
}
