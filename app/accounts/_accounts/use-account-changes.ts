import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../_trpc/client";

/** The ways to change accounts; the list follows. */
export function useAccountChanges() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: trpc.accounts.list.queryKey() });
  return {
    // A password that was made is shown once and kept nowhere.
    create: useMutation(trpc.accounts.create.mutationOptions({ onSettled, gcTime: 0 })),
    update: useMutation(trpc.accounts.update.mutationOptions({ onSettled })),
    resetPassword: useMutation(trpc.accounts.resetPassword.mutationOptions({ onSettled, gcTime: 0 })),
    removeSecondFactor: useMutation(trpc.accounts.removeSecondFactor.mutationOptions({ onSettled })),
  };
}
