"use client";

import { useTranslations } from "next-intl";
import type { ApiKey } from "@/lib/accounts/api-key";
import table from "../../_components/plain-table.module.css";
import { ScrollBox } from "../../_components/scroll-box";
import { ApiKeyRow } from "./api-key-row";

const columns = ["name", "role", "scopes", "created", "expires", "lastUsed", "action"] as const;

interface ApiKeyTableProps {
  keys: readonly ApiKey[];
  onRevoke: (key: ApiKey) => void;
}

export function ApiKeyTable({ keys, onRevoke }: ApiKeyTableProps) {
  const t = useTranslations("apiKeys");
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
          {keys.map((key) => (
            <ApiKeyRow key={key.id} apiKey={key} onRevoke={() => onRevoke(key)} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
