"use client";

import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { theme } from "../_theme/theme";
import { TrpcProvider } from "../_trpc/client";

interface ProvidersProps {
  nonce: string | undefined;
  children: ReactNode;
}

export function Providers({ nonce, children }: ProvidersProps) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce ?? ""}>
      <TrpcProvider>{children}</TrpcProvider>
    </MantineProvider>
  );
}
