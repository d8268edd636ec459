"use client";

import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import classes from "./password-field.module.css";
import { TextField, type TextFieldProps } from "./text-field";

/** A password: hidden, and shown to whoever asks. It may be pasted. */
export function PasswordField(props: TextFieldProps) {
  const t = useTranslations("session");
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? IconEyeOff : IconEye;
  const toggle = (
    <button
      type="button"
      className={classes.toggle}
      aria-label={t("showPassword")}
      aria-pressed={isShown}
      // The field keeps the focus, and its place in the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => setShown(!isShown)}
    >
      <Icon size={18} stroke={1.75} aria-hidden="true" />
    </button>
  );
  return (
    <TextField
      autoCapitalize="none"
      spellCheck={false}
      {...props}
      type={isShown ? "text" : "password"}
      end={toggle}
    />
  );
}
