"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { passwordLengths } from "@/lib/accounts/account";
import { ActionButton } from "../_components/action-button";
import { ErrorNotice } from "../_components/error-notice";
import { PasswordField } from "../_components/password-field";
import { TextField } from "../_components/text-field";
import { enter } from "../_session/enter";
import classes from "../_session/sign-in-steps.module.css";
import { useTRPC } from "../_trpc/client";

export interface SetupFormProps {
  /** Of the link. */
  token: string;
  passwordLengths: typeof passwordLengths;
}

const fields = ["name", "email", "password"] as const;
type Field = (typeof fields)[number];

export function SetupForm({ token, passwordLengths: { least, most } }: SetupFormProps) {
  const t = useTranslations("setup");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [faulty, setFaulty] = useState<ReadonlySet<Field>>(new Set());
  const { mutate, isPending, error } = useMutation(
    trpc.session.setUp.mutationOptions({
      onSuccess: async () => {
        const current = trpc.session.current.queryOptions(undefined, { staleTime: 0 });
        enter(await queries.fetchQuery(current), null);
      },
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = (field: Field) => (form.elements.namedItem(field) as HTMLInputElement).value;
    const [name, email, password] = [typed("name").trim(), typed("email").trim(), typed("password")];
    const isFaulty = {
      name: name === "",
      email: !/^\S+@\S+$/.test(email),
      password: password.length < least || password.length > most,
    };
    const wrong = fields.filter((field) => isFaulty[field]);
    setFaulty(new Set(wrong));
    const [first] = wrong;
    if (first !== undefined) return (form.elements.namedItem(first) as HTMLInputElement).focus();
    if (!isPending) mutate({ token, name, email, password });
  }

  const guessable = error?.data?.problem.code === "guessable_password" ? error.data.problem.message : null;
  const fault = (field: Field) => (faulty.has(field) ? t(`fault.${field}`, { least, most }) : null);
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {error === null || guessable !== null ? null : <ErrorNotice error={error} title={t("failed")} />}
      <TextField label={t("name")} name="name" autoComplete="name" maxLength={100} error={fault("name")} />
      <TextField
        label={t("email")}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        error={fault("email")}
      />
      <PasswordField
        label={t("password")}
        description={t("passwordHint", { least })}
        name="password"
        autoComplete="new-password"
        error={fault("password") ?? guessable}
      />
      <ActionButton type="submit" variant="primary" aria-disabled={isPending}>
        {isPending ? t("working") : t("submit")}
      </ActionButton>
    </form>
  );
}
