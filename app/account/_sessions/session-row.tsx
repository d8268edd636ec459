"use client";

import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { OwnSession } from "@/lib/accounts/account";
import { ActionButton } from "../../_components/action-button";
import { deviceOf } from "./device-of";

interface SessionRowProps {
  session: OwnSession;
  isEnding: boolean;
  onEnd: () => void;
}

export function SessionRow({ session, isEnding, onEnd }: SessionRowProps) {
  const t = useTranslations("account.sessions");
  const { moment: instantText } = useDateText();
  const { browser, system } = deviceOf(session.userAgent ?? "");
  const device = t("deviceName", { browser: browser ?? t("unknown"), system: system ?? t("unknown") });
  const since = instantText(session.createdAt);
  return (
    <tr>
      <th scope="row">{device}</th>
      <td>{session.address ?? t("unknown")}</td>
      <td>{since}</td>
      <td>{instantText(session.lastSeenAt)}</td>
      <td>
        {session.isThis ? (
          t("this")
        ) : (
          <ActionButton
            size="small"
            aria-disabled={isEnding}
            aria-label={t("endOf", { device, since })}
            onClick={() => {
              if (!isEnding) onEnd();
            }}
          >
            {t("end")}
          </ActionButton>
        )}
      </td>
    </tr>
  );
}
