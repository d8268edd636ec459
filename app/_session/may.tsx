"use client";

import type { ReactNode } from "react";
import type { Operation } from "./operation";
import { useMay } from "./use-session";

interface MayProps {
  operation: Operation;
  children: ReactNode;
}

/** Something for those only who may do it. */
export function May({ operation, children }: MayProps) {
  return useMay(operation) ? children : null;
}
