"use client";

import { useTranslations } from "next-intl";
import { Untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { Account } from "@/lib/accounts/account";
import { ActionButton } from "../../_components/action-button";
import classes from "../../_components/managed-list.module.css";
import table from "../../_components/plain-table.module.css";
import { useSession } from "../../_session/use-session";
import type { PendingChange } from "./pending-change";

interface AccountRowProps {
  account: Account;
  onChange: (change: PendingChange) => void;
}

/** One account and what can be done about it; not to oneself, which would lock one out. */
export function AccountRow({ account, onChange }: AccountRowProps) {
  const t = useTranslations("accounts");
  const tRole = useTranslations("roles");
  const { moment: instantText } = useDateText();
  const isSelf = useSession()?.account?.id === account.id;
  const { name, email, role, hasSecondFactor, lastSeenAt, disabledAt } = account;
  const kinds = [
    ...(["role", disabledAt === null ? "disable" : "enable", "resetPassword"] as const),
    ...(hasSecondFactor ? (["removeSecondFactor"] as const) : []),
  ];
  return (
    <tr className={disabledAt === null ? undefined : classes.off}>
      <th scope="row">
        <Untranslated>{name}</Untranslated>
        <span className={table.secondary}>{email}</span>
      </th>
      <td>{tRole(role)}</td>
      <td>{t(hasSecondFactor ? "yes" : "no")}</td>
      <td>{lastSeenAt === null ? t("never") : instantText(lastSeenAt)}</td>
      <td>{disabledAt === null ? t("active") : t("disabledSince", { when: instantText(disabledAt) })}</td>
      <td>
        {isSelf ? (
          t("self")
        ) : (
          <div className={table.actions}>
            {kinds.map((kind) => (
              <ActionButton
                key={kind}
                size="small"
                aria-label={t(`${kind}.openOf`, { name })}
                onClick={() => onChange({ kind, account })}
              >
                {t(`${kind}.open`)}
              </ActionButton>
            ))}
          </div>
        )}
      </td>
    </tr>
  );
}
