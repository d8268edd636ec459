"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { SecondFactor } from "@/lib/accounts/account";
import { ActionButton } from "../../_components/action-button";
import { ErrorNotice } from "../../_components/error-notice";
import { SecretText } from "../../_components/secret-text";
import { TextField } from "../../_components/text-field";
import { useTRPC } from "../../_trpc/client";
import account from "../account.module.css";
import { QrCode } from "./qr-code";
import { RecoveryCodes } from "./recovery-codes";
import classes from "./second-factor.module.css";

interface ConfirmStepProps {
  factor: SecondFactor;
  onDone: () => void;
  onLeave: () => void;
}

/** Hands over the secret and the recovery codes, and asks for a code as proof that the authenticator has it. */
export function ConfirmStep({ factor: { uri, recoveryCodes }, onDone, onLeave }: ConfirmStepProps) {
  const t = useTranslations("account.secondFactor");
  const trpc = useTRPC();
  const field = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  const { mutate, isPending, error } = useMutation(
    trpc.account.confirmSecondFactor.mutationOptions({
      onSuccess: onDone,
      onError: () => field.current?.select(),
    }),
  );
  const isInvalid = error?.data?.problem.code === "invalid_code";
  const secret = new URL(uri).searchParams.get("secret") ?? "";

  function submit(event: FormEvent) {
    event.preventDefault();
    const code = field.current?.value.replace(/\s/g, "") ?? "";
    setMissing(code === "");
    if (code === "") field.current?.focus();
    else if (!isPending) mutate({ code });
  }

  return (
    <form onSubmit={submit} noValidate>
      <ol className={classes.steps}>
        <li>
          {t("scan")}
          <QrCode text={uri} label={t("qrLabel")} />
          <p>{t("bySecret")}</p>
          <SecretText text={secret} label={t("secret")} />
        </li>
        <li>
          {t("keepCodes")}
          <RecoveryCodes codes={recoveryCodes} />
        </li>
        <li>
          <div className={account.form}>
            {error === null || isInvalid ? null : <ErrorNotice error={error} title={t("failed")} />}
            <TextField
              ref={field}
              label={t("code")}
              description={t("codeHint")}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              error={isMissing ? t("codeMissing") : isInvalid ? error.data?.problem.message : null}
            />
          </div>
        </li>
      </ol>
      <div className={classes.actions}>
        <ActionButton type="submit" variant="primary" aria-disabled={isPending}>
          {isPending ? t("working") : t("confirm")}
        </ActionButton>
        <ActionButton onClick={onLeave}>{t("leave")}</ActionButton>
      </div>
    </form>
  );
}
