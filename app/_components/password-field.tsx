"use client";

import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useTranslations } from "next-intl";

/** A password: hidden, and shown to whoever asks. It may be pasted. */
export function PasswordField(props: PasswordInputProps) {
  const t = useTranslations("session");
  return (
    <PasswordInput
      autoCapitalize="none"
      spellCheck={false}
      {...props}
      visibilityToggleButtonProps={{ "aria-label": t("showPassword"), tabIndex: 0 }}
    />
  );
}
