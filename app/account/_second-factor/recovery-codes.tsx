"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "../../_components/action-button";
import { CopyButton } from "../../_components/copy-button";
import { saveText } from "../../_components/save-text";
import classes from "./second-factor.module.css";

/** Each lets its owner in once when the authenticator is lost; shown this once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations("account.secondFactor");
  const text = `${codes.join("\n")}\n`;
  return (
    <>
      <ul className={classes.codes} aria-label={t("codesLabel")}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={classes.actions}>
        <CopyButton text={text} label={t("copyCodes")} />
        <ActionButton size="small" onClick={() => saveText("microcalc-recovery-codes.txt", text)}>
          {t("saveCodes")}
        </ActionButton>
      </div>
    </>
  );
}
