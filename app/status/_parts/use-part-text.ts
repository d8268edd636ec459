import { useTranslations } from "next-intl";
import type { DatabasePart } from "@/lib/status";

/** Writes what is known, or that it is not and why. */
export function usePartText(): <Value>(
  part: DatabasePart<Value>,
  written: (value: Value) => string,
) => string {
  const t = useTranslations("status.unknown");
  return (part, written) => (part.known ? written(part.value) : t(part.why));
}
