"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { ModelCard } from "@/lib/model/card";
import { FactList } from "../../_components/fact-list";
import { CopyableCommand } from "./copyable-command";
import classes from "./making.module.css";
import { Section } from "./section";

/** All that is needed to make the same model again, and to see that it is the same. */
export function Making({ card: { data, training, artefacts } }: { card: ModelCard }) {
  const t = useTranslations("models.making");
  const { description, ...counts } = data;
  const { count } = useNumbers();
  const pairs = (record: Record<string, string | number | boolean>) => (
    <ul className={classes.pairs}>
      {Object.entries(record).map(([name, value]) => (
        <li key={name}>
          <code>
            {name} {String(value)}
          </code>
        </li>
      ))}
    </ul>
  );
  const code = (text: string) => <code className={classes.code}>{text}</code>;
  return (
    <Section anchor="making" title={t("title")}>
      <FactList
        facts={[
          [t("data"), t("dataValue", { ...counts })],
          [t("dataHash"), code(data.sha256)],
          [t("engine"), training.engine],
          [t("seed"), code(String(training.seed))],
          [t("options"), pairs(training.options)],
          [t("madeWith"), pairs(training.madeWith)],
          [t("forestHash"), code(artefacts.forest.sha256)],
          [t("referenceHash"), code(artefacts.reference.sha256)],
          [t("nodes"), count(artefacts.forest.nodes)],
        ]}
      />
      <h3 className={classes.title}>{t("command")}</h3>
      <CopyableCommand command={training.command} />
    </Section>
  );
}
