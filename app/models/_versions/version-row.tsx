"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { NamedVersion } from "@/lib/model/moves";
import type { ListedModel } from "@/lib/model/registry";
import { ActionButton } from "../../_components/action-button";
import { May } from "../../_session/may";
import { EstimateText } from "../_card/estimate-text";
import { NameBadge } from "./name-badge";
import type { PendingMove } from "./pending-move";
import classes from "./version-row.module.css";

interface VersionRowProps {
  listed: ListedModel;
  champion: string;
  names: readonly NamedVersion[];
  onMove: (move: PendingMove) => void;
}

/** One version: what it is, what it is worth, and what may be done with it. */
export function VersionRow({ listed, champion, names, onMove }: VersionRowProps) {
  const t = useTranslations("registry.table");
  const { moment: instantText } = useDateText();
  const { version, registeredAt, registeredBy, figures, data, seed } = listed;
  const { rows, positives } = figures;
  const own = names.filter((one) => one.version === version);
  return (
    <tr>
      <th scope="row" className={classes.version}>
        <Link
          href={`/models/versions/${version}`}
          prefetch={false}
          className={classes.link}
          aria-label={t("card", { version })}
        >
          {version}
        </Link>
        <span className={classes.badges}>
          {own.map(({ name }) => (
            <NameBadge key={name} name={name} />
          ))}
        </span>
        <span className={classes.secondary}>
          {marked(t.rich("data", { seed, ...untranslated({ name: data.name }) }))}
        </span>
      </th>
      <td>
        {instantText(registeredAt)}
        <span className={classes.secondary}>
          {marked(t.rich("by", untranslated({ name: registeredBy.name })))}
        </span>
      </td>
      <td>
        <EstimateText estimate={figures.recallAtOnePercent} written="percent" />
      </td>
      <td>
        <EstimateText estimate={figures.brier} written="smallScore" />
      </td>
      <td>
        <EstimateText estimate={figures.averagePrecision} written="score" />
      </td>
      <td>
        <EstimateText estimate={figures.rocAuc} written="score" />
      </td>
      <td className={classes.rows}>{t("rows", { rows, positives })}</td>
      <td>
        <div className={classes.actions}>
          {version === champion ? null : (
            <>
              <May operation="models.promote">
                <ActionButton
                  size="small"
                  aria-label={t("promoteOf", { version })}
                  onClick={() => onMove({ kind: "promote", version, champion })}
                >
                  {t("promote")}
                </ActionButton>
              </May>
              <Link
                href={`/models/compare?a=${champion}&b=${version}`}
                prefetch={false}
                className={classes.link}
                aria-label={t("compareOf", { version })}
              >
                {t("compare")}
              </Link>
            </>
          )}
          <May operation="models.assign">
            <ActionButton
              size="small"
              aria-label={t("assignOf", { version })}
              onClick={() => onMove({ kind: "assign", version, names })}
            >
              {t("assign")}
            </ActionButton>
          </May>
        </div>
      </td>
    </tr>
  );
}
