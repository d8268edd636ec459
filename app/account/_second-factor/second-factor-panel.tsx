"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SecondFactor } from "@/lib/accounts/account";
import { ActionButton } from "../../_components/action-button";
import { TitledPanel } from "../../_components/titled-panel";
import { useTRPC } from "../../_trpc/client";
import classes from "../account.module.css";
import { ConfirmStep } from "./confirm-step";
import { EndDialog } from "./end-dialog";
import { StartDialog } from "./start-dialog";

/** The second factor: begun with the password, in force once a code has proved that the authenticator has it. */
export function SecondFactorPanel({ isOn }: { isOn: boolean }) {
  const t = useTranslations("account.secondFactor");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<"start" | "end" | null>(null);
  const [begun, setBegun] = useState<SecondFactor | null>(null);
  const [said, setSaid] = useState("");
  const finish = async (text: string) => {
    setAsking(null);
    setBegun(null);
    setSaid(text);
    await queries.invalidateQueries({ queryKey: trpc.session.current.queryKey() });
  };
  return (
    <TitledPanel title={t("title")}>
      <p role="status" className={classes.done}>
        {said}
      </p>
      {begun !== null ? (
        <ConfirmStep factor={begun} onDone={() => void finish(t("started"))} onLeave={() => setBegun(null)} />
      ) : (
        <>
          <p className={classes.text}>{t(isOn ? "on" : "off")}</p>
          <ActionButton
            onClick={() => {
              setSaid("");
              setAsking(isOn ? "end" : "start");
            }}
          >
            {t(isOn ? "end" : "start")}
          </ActionButton>
        </>
      )}
      {asking === "start" ? (
        <StartDialog
          onBegun={(factor) => {
            setAsking(null);
            setBegun(factor);
          }}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === "end" ? (
        <EndDialog onDone={() => void finish(t("ended"))} onClose={() => setAsking(null)} />
      ) : null}
    </TitledPanel>
  );
}
