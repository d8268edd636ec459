"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "@/app/_components/action-button";
import { type DateOrder, dateOrders } from "@/lib/outcomes/literals";
import classes from "./import.module.css";

interface DateOrderChoiceProps {
  /** What has been said; `null` before that. */
  chosen: DateOrder | null;
  onChoose: (order: DateOrder) => void;
}

/** Asks what dates such as 03/04/2026 mean, where no date of the file shows it. */
export function DateOrderChoice({ chosen, onChoose }: DateOrderChoiceProps) {
  const t = useTranslations("outcomes.import");
  return (
    <fieldset className={classes.order}>
      <legend>{t("dateOrder")}</legend>
      {dateOrders.map((order) => (
        <ActionButton
          key={order}
          size="small"
          aria-pressed={order === chosen}
          onClick={() => onChoose(order)}
        >
          {t(`dateForm.${order}`)}
        </ActionButton>
      ))}
    </fieldset>
  );
}
