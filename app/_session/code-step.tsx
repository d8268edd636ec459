"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { VerifyCode } from "@/lib/accounts/account";
import { ActionButton } from "../_components/action-button";
import { TextField } from "../_components/text-field";
import { SignInError } from "./sign-in-error";
import classes from "./sign-in-steps.module.css";
import type { useSignIn } from "./use-sign-in";

interface CodeStepProps {
  isPending: boolean;
  error: ReturnType<typeof useSignIn>["error"];
  onSend: (code: VerifyCode) => void;
  onStartAgain: () => void;
}

/** The second factor: a code of the authenticator or, where that is lost, one of those kept for it. */
export function CodeStep({ isPending, error, onSend, onStartAgain }: CodeStepProps) {
  const t = useTranslations("session.code");
  const [kind, setKind] = useState<VerifyCode["kind"]>("authenticator");
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another kind is another field.
  useEffect(() => field.current?.focus(), [kind]);
  useEffect(() => {
    if (error !== null) field.current?.select();
  }, [error]);

  function submit(event: FormEvent) {
    event.preventDefault();
    // Authenticators show their codes with a gap in the middle.
    const code = field.current?.value.replace(/\s/g, "") ?? "";
    setMissing(code === "");
    if (code === "") field.current?.focus();
    else if (!isPending) onSend({ kind, code });
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {error === null ? null : <SignInError error={error} />}
      <TextField
        key={kind}
        ref={field}
        label={t(`label.${kind}`)}
        description={t(`hint.${kind}`)}
        name="code"
        inputMode={kind === "authenticator" ? "numeric" : "text"}
        autoComplete={kind === "authenticator" ? "one-time-code" : "off"}
        autoCapitalize="none"
        spellCheck={false}
        error={isMissing ? t("missing") : null}
      />
      <ActionButton type="submit" variant="primary" aria-disabled={isPending}>
        {isPending ? t("working") : t("submit")}
      </ActionButton>
      <div className={classes.ways}>
        <ActionButton
          size="small"
          onClick={() => setKind(kind === "authenticator" ? "recovery" : "authenticator")}
        >
          {t(`other.${kind}`)}
        </ActionButton>
        <ActionButton size="small" onClick={onStartAgain}>
          {t("startAgain")}
        </ActionButton>
      </div>
    </form>
  );
}
