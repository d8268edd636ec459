"use client";

import { useNow, useTranslations } from "next-intl";
import { marked, Untranslated, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { ApiKey } from "@/lib/accounts/api-key";
import { ActionButton } from "../../_components/action-button";
import classes from "../../_components/managed-list.module.css";
import table from "../../_components/plain-table.module.css";

interface ApiKeyRowProps {
  apiKey: ApiKey;
  onRevoke: () => void;
}

/** One key: what it is for, how long it holds, whether it is used. */
export function ApiKeyRow({ apiKey, onRevoke }: ApiKeyRowProps) {
  const t = useTranslations("apiKeys");
  const tRole = useTranslations("roles");
  const { moment: instantText } = useDateText();
  const now = useNow();
  const { name, prefix, role, scopes, createdAt, createdBy, expiresAt, lastUsedAt, revokedAt } = apiKey;
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= now.getTime();
  return (
    <tr className={revokedAt === null && !isExpired ? undefined : classes.off}>
      <th scope="row">
        <Untranslated>{name}</Untranslated>
        <span className={table.secondary}>
          <code>{t("prefix", { prefix })}</code>
        </span>
      </th>
      <td>{tRole(role)}</td>
      <td>{scopes.length === 0 ? t("allScopes") : scopes.map((scope) => t(`scope.${scope}`)).join(", ")}</td>
      <td>
        {instantText(createdAt)}
        <span className={table.secondary}>
          {marked(t.rich("by", untranslated({ name: createdBy.name })))}
        </span>
      </td>
      <td>
        {expiresAt === null ? t("never") : instantText(expiresAt)}
        {isExpired ? <span className={table.secondary}>{t("expired")}</span> : null}
      </td>
      <td>{lastUsedAt === null ? t("unused") : instantText(lastUsedAt)}</td>
      <td>
        {revokedAt === null ? (
          <ActionButton size="small" aria-label={t("revoke.openOf", { name })} onClick={onRevoke}>
            {t("revoke.open")}
          </ActionButton>
        ) : (
          t("revokedSince", { when: instantText(revokedAt) })
        )}
      </td>
    </tr>
  );
}
