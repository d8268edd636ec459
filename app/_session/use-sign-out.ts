import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "../_trpc/client";
import { forgetPersonal } from "./personal-storage";
import { tell } from "./session-news";

/** Ends the session in every tab and leaves nothing of the person in the browser. */
export function useSignOut() {
  const trpc = useTRPC();
  const { mutate, isPending, error } = useMutation(
    trpc.session.signOut.mutationOptions({
      onSuccess: () => {
        forgetPersonal();
        tell({ kind: "signed_out" });
        location.assign("/sign-in");
      },
    }),
  );
  return {
    signOut: () => {
      if (!isPending) mutate();
    },
    isPending,
    error,
  };
}
