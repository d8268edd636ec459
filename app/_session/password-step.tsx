"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ActionButton } from "../_components/action-button";
import { PasswordField } from "../_components/password-field";
import { TextField } from "../_components/text-field";
import { SignInError } from "./sign-in-error";
import classes from "./sign-in-steps.module.css";
import type { useSignIn } from "./use-sign-in";

interface PasswordStepProps {
  /** Fixed, or `null` where it is asked for. */
  email: string | null;
  isPending: boolean;
  error: ReturnType<typeof useSignIn>["error"];
  onSend: (email: string, password: string) => void;
}

export function PasswordStep({ email, isPending, error, onSend }: PasswordStepProps) {
  const t = useTranslations("session.signIn");
  const [missing, setMissing] = useState<"email" | "password" | null>(null);
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    (email === null ? emailField : passwordField).current?.focus();
  }, [email]);
  useEffect(() => {
    if (error !== null) passwordField.current?.select();
  }, [error]);

  function submit(event: FormEvent) {
    event.preventDefault();
    // Read from the fields: a password manager may fill them without telling anybody.
    const typedEmail = email ?? emailField.current?.value.trim() ?? "";
    const password = passwordField.current?.value ?? "";
    const lacks = typedEmail === "" ? "email" : password === "" ? "password" : null;
    setMissing(lacks);
    if (lacks === "email") emailField.current?.focus();
    else if (lacks === "password") passwordField.current?.focus();
    else if (!isPending) onSend(typedEmail, password);
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {error === null ? null : <SignInError error={error} />}
      {email === null ? (
        <TextField
          ref={emailField}
          label={t("email")}
          type="email"
          name="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          error={missing === "email" ? t("emailMissing") : null}
        />
      ) : (
        // For password managers, which keep a password beside a name.
        <input
          className="visually-hidden"
          type="text"
          name="email"
          autoComplete="username"
          value={email}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
      )}
      <PasswordField
        ref={passwordField}
        label={t("password")}
        name="password"
        autoComplete="current-password"
        error={missing === "password" ? t("passwordMissing") : null}
      />
      <ActionButton type="submit" variant="primary" aria-disabled={isPending}>
        {isPending ? t("working") : email === null ? t("submit") : t("goOn")}
      </ActionButton>
    </form>
  );
}
