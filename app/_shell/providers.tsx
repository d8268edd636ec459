"use client";

import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { SessionProvider } from "../_session/session-provider";
import { theme } from "../_theme/theme";
import { TrpcProvider } from "../_trpc/client";

export function Providers({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <TrpcProvider>
        <SessionProvider>{children}</SessionProvider>
      </TrpcProvider>
    </MantineProvider>
  );
}
