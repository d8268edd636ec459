"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "@/app/_components/action-button";
import { type DateOrder, dateOrders } from "@/lib/outcomes/date-orders";
import classes from "./import.module.css";

/** Asks what dates such as 03/04/2026 mean, where no date of the file shows it. */
export function DateOrderChoice({ onChoose }: { onChoose: (order: DateOrder) => void }) {
  const t = useTranslations("outcomes.import");
  return (
    <fieldset className={classes.order}>
      <legend>{t("dateOrder")}</legend>
      {dateOrders.map((order) => (
        <ActionButton key={order} size="small" onClick={() => onChoose(order)}>
          {t(`dateForm.${order}`)}
        </ActionButton>
      ))}
    </fieldset>
  );
}
