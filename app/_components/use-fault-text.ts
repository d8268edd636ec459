import type { TRPCClientErrorLike } from "@trpc/client";
import { useTranslations } from "next-intl";
import type { AppRouter } from "@/server/trpc/root";
import { foreignFault, statusOf } from "../_trpc/foreign-answer";

/** What happened to a call: in the server's words, or where none came, what can be told from outside. */
export function useFaultText(): (error: TRPCClientErrorLike<AppRouter>) => string {
  const t = useTranslations("notice");
  return (error) => {
    const status = statusOf(error);
    return error.data?.problem.message ?? t(foreignFault(status), { status: status ?? 0 });
  };
}
