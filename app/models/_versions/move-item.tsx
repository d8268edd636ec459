"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { ModelMove } from "@/lib/model/moves";
import classes from "./move-history.module.css";
import { useReasonText } from "./use-reason-text";

/** One move: what, from where to where, who, why, and what stood at the gate. */
export function MoveItem({ move }: { move: ModelMove }) {
  const t = useTranslations("registry.history");
  const viewText = useTranslations("registry");
  const { moment: instantText } = useDateText();
  const reasonText = useReasonText();
  const quoted = (text: string) => viewText("quoted", { text });
  const { name, kind, from, to, gate, movedAt, movedBy } = move;
  return (
    <li className={classes.item} data-kind={kind}>
      <p className={classes.line}>
        <span className={classes.kind}>{t(`kind.${kind}`)}</span>{" "}
        {to === null
          ? marked(t.rich("cleared", untranslated({ name, from: from ?? "" })))
          : from === null
            ? marked(t.rich("to", untranslated({ name, to })))
            : marked(t.rich("moved", untranslated({ name, from, to })))}
      </p>
      <p className={classes.who}>
        {marked(t.rich("who", { time: instantText(movedAt), ...untranslated({ name: movedBy.name }) }))}
      </p>
      <p className={classes.reason}>{reasonText(move)}</p>
      {gate === null ? null : gate.overruleReason === null ? (
        <p className={classes.who}>{t("passed")}</p>
      ) : (
        <p className={classes.overruled}>{t("overruled", { reason: quoted(gate.overruleReason) })}</p>
      )}
    </li>
  );
}
