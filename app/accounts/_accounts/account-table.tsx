"use client";

import { useTranslations } from "next-intl";
import type { Account } from "@/lib/accounts/account";
import table from "../../_components/plain-table.module.css";
import { ScrollBox } from "../../_components/scroll-box";
import { AccountRow } from "./account-row";
import type { PendingChange } from "./pending-change";

const columns = ["name", "role", "secondFactor", "lastSeen", "state", "actions"] as const;

interface AccountTableProps {
  accounts: readonly Account[];
  onChange: (change: PendingChange) => void;
}

export function AccountTable({ accounts, onChange }: AccountTableProps) {
  const t = useTranslations("accounts");
  return (
    <ScrollBox label={t("table")}>
      <table className={`${table.table} tabular`}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
