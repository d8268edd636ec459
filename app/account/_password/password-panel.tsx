"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { passwordLengths } from "@/lib/accounts/account";
import { ActionButton } from "../../_components/action-button";
import { ErrorNotice } from "../../_components/error-notice";
import { PasswordField } from "../../_components/password-field";
import { TitledPanel } from "../../_components/titled-panel";
import type { SignedInAccount } from "../../_session/use-session";
import { useTRPC } from "../../_trpc/client";
import classes from "../account.module.css";

interface PasswordPanelProps {
  account: SignedInAccount;
  passwordLengths: typeof passwordLengths;
}

/** Changes the password; the present one has to be known. */
export function PasswordPanel({ account, passwordLengths: { least, most } }: PasswordPanelProps) {
  const t = useTranslations("account.password");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const current = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState<"current" | "next" | null>(null);
  const { mutate, isPending, error, isSuccess, reset } = useMutation(
    trpc.account.changePassword.mutationOptions({
      onSuccess: async () => {
        form.current?.reset();
        // A page that was waiting for this opens; other sessions have ended.
        await queries.invalidateQueries({ queryKey: trpc.session.pathKey() });
      },
      onError: ({ data }) => (data?.problem.code === "wrong_password" ? current : next).current?.select(),
    }),
  );
  const problem = error?.data?.problem;
  const isWrong = problem?.code === "wrong_password";
  const isPoor = problem?.code === "same_password" || problem?.code === "guessable_password";

  function submit(event: FormEvent) {
    event.preventDefault();
    const [currentPassword, newPassword] = [current.current?.value ?? "", next.current?.value ?? ""];
    const fits = newPassword.length >= least && newPassword.length <= most;
    const lacks = currentPassword === "" ? "current" : fits ? null : "next";
    setMissing(lacks);
    if (lacks === "current") current.current?.focus();
    else if (lacks === "next") next.current?.focus();
    else if (!isPending) mutate({ currentPassword, newPassword });
  }

  return (
    <TitledPanel title={t("title")}>
      <p role="status" className={classes.done}>
        {isSuccess ? t("done") : ""}
      </p>
      <form ref={form} className={classes.form} onSubmit={submit} onInput={reset} noValidate>
        {error === null || isWrong || isPoor ? null : <ErrorNotice error={error} title={t("failed")} />}
        <input
          className="visually-hidden"
          name="email"
          autoComplete="username"
          value={account.email}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <PasswordField
          ref={current}
          label={t(account.mustFirst === "change_password" ? "given" : "current")}
          autoComplete="current-password"
          error={isWrong ? problem.message : missing === "current" ? t("missing") : null}
        />
        <PasswordField
          ref={next}
          label={t("next")}
          description={t("hint", { least })}
          autoComplete="new-password"
          error={isPoor ? problem.message : missing === "next" ? t("length", { least, most }) : null}
        />
        <ActionButton type="submit" variant="primary" aria-disabled={isPending}>
          {isPending ? t("working") : t("submit")}
        </ActionButton>
      </form>
    </TitledPanel>
  );
}
