import { useTranslations } from "next-intl";
import type { Part } from "@/lib/status";

/** Writes what is known, or that it is not and why. */
export function usePartText(): <Value>(part: Part<Value>, written: (value: Value) => string) => string {
  const t = useTranslations("status.unknown");
  return (part, written) => (part.known ? written(part.value) : t(part.why));
}
