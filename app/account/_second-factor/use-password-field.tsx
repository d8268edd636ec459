import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import type { ErrorNoticeProps } from "../../_components/error-notice";
import { PasswordField } from "../../_components/password-field";

interface AskedPassword {
  readonly field: ReactNode;
  /** The error, where the field does not say it itself. */
  readonly otherError: ErrorNoticeProps["error"] | null;
  /** What was typed, or `null` after pointing out that it is missing. */
  read(): string | null;
}

/** A field for the password in a dialog that asks for it once more. */
export function usePasswordField(error: ErrorNoticeProps["error"] | null): AskedPassword {
  const t = useTranslations("account.password");
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  const isWrong = error?.data?.problem.code === "wrong_password";
  return {
    field: (
      <PasswordField
        ref={input}
        label={t("current")}
        autoComplete="current-password"
        error={isMissing ? t("missing") : isWrong ? error.data?.problem.message : null}
      />
    ),
    otherError: isWrong ? null : error,
    read: () => {
      const password = input.current?.value ?? "";
      setMissing(password === "");
      return password === "" ? null : password;
    },
  };
}
