"use client";

import { CodeStep } from "./code-step";
import { PasswordStep } from "./password-step";
import { useSignIn } from "./use-sign-in";

interface SignInStepsProps {
  /** Of the one who may go on; `null` where anybody may come in. */
  email: string | null;
  onSignedIn: () => Promise<void>;
}

/** Lets somebody in: e-mail and password, then a code where the account asks for one. */
export function SignInSteps({ email, onSignedIn }: SignInStepsProps) {
  const { step, isPending, error, sendPassword, sendCode, startAgain } = useSignIn(onSignedIn);
  return step === "password" ? (
    <PasswordStep email={email} isPending={isPending} error={error} onSend={sendPassword} />
  ) : (
    <CodeStep isPending={isPending} error={error} onSend={sendCode} onStartAgain={startAgain} />
  );
}
