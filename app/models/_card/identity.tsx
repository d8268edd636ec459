"use client";

import { useFormatter, useTranslations } from "next-intl";
import { pointInUse } from "@/lib/model/card";
import type { ModelDetail } from "@/lib/model/registry";
import { useProbabilityText } from "../../_components/use-probability-text";
import { FactList } from "./fact-list";
import { Section } from "./section";

export function Identity({ model: { version, registeredAt, card } }: { model: ModelDetail }) {
  const t = useTranslations("models.identity");
  const tPoint = useTranslations("operatingPoint");
  const format = useFormatter();
  const probabilityText = useProbabilityText();
  const { trees, nodes } = card.artefacts.forest;
  const { name, threshold, rule } = pointInUse(card);
  return (
    <Section title={t("title")}>
      <FactList
        facts={[
          [t("version"), <strong key="version">{version}</strong>],
          [
            t("registeredAt"),
            format.dateTime(new Date(registeredAt), { dateStyle: "long", timeStyle: "short" }),
          ],
          [t("kind"), t("kindValue", { trees, nodes })],
          [
            t("operatingPoint"),
            t("operatingPointValue", { name: tPoint(name), threshold: probabilityText(threshold) }),
          ],
          [
            t("rule"),
            <span key="rule" lang="en">
              {rule}
            </span>,
          ],
        ]}
      />
    </Section>
  );
}
