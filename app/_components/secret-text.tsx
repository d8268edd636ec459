"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { CopyButton } from "./copy-button";
import classes from "./secret-text.module.css";

interface SecretTextProps {
  text: string;
  /** What it is, for whoever only hears it. */
  label: string;
}

/** Something that is shown this once, to be copied. */
export function SecretText({ text, label }: SecretTextProps) {
  const t = useTranslations("secret");
  const code = useRef<HTMLElement>(null);
  return (
    <div className={classes.secret}>
      <span className="visually-hidden">{label}</span>
      <code ref={code} className={classes.text}>
        {text}
      </code>
      <CopyButton
        text={text}
        label={t("copy")}
        onRefused={() => code.current !== null && getSelection()?.selectAllChildren(code.current)}
      />
    </div>
  );
}
