"use client";

import { MantineProvider } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { SessionProvider } from "../_session/session-provider";
import { theme } from "../_theme/theme";
import { TrpcProvider } from "../_trpc/client";

interface ProvidersProps {
  /** With which the policy of this page lets style tags in. */
  nonce: string;
  children: ReactNode;
}

export function Providers({ nonce, children }: ProvidersProps) {
  // A later answer for the same page, as after a change of language, has another nonce; the browser keeps to the first.
  const [firstNonce] = useState(nonce);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => firstNonce}>
      <TrpcProvider>
        <SessionProvider>{children}</SessionProvider>
      </TrpcProvider>
    </MantineProvider>
  );
}
