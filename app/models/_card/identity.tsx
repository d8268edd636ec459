"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { ModelDetail } from "@/lib/model/registry";
import { FactList } from "../../_components/fact-list";
import { usePointName } from "../../_components/use-point-name";
import classes from "./identity.module.css";
import { Section } from "./section";
import type { Standing } from "./sections";

interface IdentityProps {
  model: ModelDetail;
  standing: Standing;
}

export function Identity({ model: { version, registeredAt, card }, standing }: IdentityProps) {
  const t = useTranslations("models.identity");
  const pointName = usePointName();
  const dateText = useDateText();
  const figureText = useNumbers();
  const { trees, nodes } = card.artefacts.forest;
  const point = card.operatingPoints.find(({ name }) => name === card.operatingPoint);
  return (
    <Section anchor={standing} title={standing === "in-use" ? t("title") : t("otherTitle")}>
      <FactList
        facts={[
          [t("version"), <strong key="version">{version}</strong>],
          [t("registeredAt"), dateText.moment(registeredAt)],
          [t("kind"), t("kindValue", { trees, nodes })],
          [
            t("operatingPoint"),
            t("operatingPointValue", {
              name: pointName(card.operatingPoint),
              threshold: point === undefined ? "–" : figureText.threshold(point.threshold),
            }),
          ],
          [
            t("versions"),
            <Link key="versions" href="/models/versions" prefetch={false} className={classes.link}>
              {t("allVersions")}
            </Link>,
          ],
        ]}
      />
    </Section>
  );
}
