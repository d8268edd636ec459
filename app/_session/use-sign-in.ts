import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SignedIn, VerifyCode } from "@/lib/accounts/account";
import { useTRPC } from "../_trpc/client";

/** The steps of a sign-in: the password, and after it a code where the account asks for one. */
export function useSignIn(onSignedIn: () => Promise<void>) {
  const trpc = useTRPC();
  const [step, setStep] = useState<"password" | "code">("password");
  const onSuccess = async ({ kind }: SignedIn) => {
    if (kind === "signed_in") await onSignedIn();
    else setStep("code");
  };
  const password = useMutation(trpc.session.signIn.mutationOptions({ onSuccess }));
  const code = useMutation(
    trpc.session.verifyCode.mutationOptions({
      onSuccess,
      onError: ({ data }) => {
        if (data?.problem.code === "sign_in_again") setStep("password");
      },
    }),
  );
  return {
    step,
    isPending: password.isPending || code.isPending,
    error: step === "code" ? code.error : (password.error ?? code.error),
    sendPassword: (email: string, given: string) => {
      code.reset();
      password.mutate({ email, password: given });
    },
    sendCode: (given: VerifyCode) => code.mutate(given),
    startAgain: () => {
      password.reset();
      code.reset();
      setStep("password");
    },
  };
}
