"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ModelDetail } from "@/lib/model/registry";
import { usePointName } from "../../_components/use-point-name";
import { FactList } from "./fact-list";
import { Section } from "./section";
import { useFigureText } from "./use-figure-text";

export function Identity({ model: { version, registeredAt, card } }: { model: ModelDetail }) {
  const t = useTranslations("models.identity");
  const pointName = usePointName();
  const format = useFormatter();
  const figureText = useFigureText();
  const { trees, nodes } = card.artefacts.forest;
  const point = card.operatingPoints.find(({ name }) => name === card.operatingPoint);
  return (
    <Section anchor="in-use" title={t("title")}>
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
            t("operatingPointValue", {
              name: pointName(card.operatingPoint),
              threshold: point === undefined ? "–" : figureText.threshold(point.threshold),
            }),
          ],
        ]}
      />
    </Section>
  );
}
