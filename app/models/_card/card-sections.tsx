"use client";

import { useEffect, useMemo, useState } from "react";
import { thresholdsOf } from "@/app/_charts/prepare-thresholds";
import { ThresholdsApart } from "@/app/_numbers/use-numbers";
import type { ModelDetail } from "@/lib/model/registry";
import type { FormFacts } from "../../_assess/form-facts";
import { Explorer } from "../_explorer/explorer";
import { FollowTree } from "../_tree/follow-tree";
import { CalibrationSection } from "./calibration-section";
import { Identity } from "./identity";
import { Influence } from "./influence";
import { Making } from "./making";
import { OperatingPoints } from "./operating-points";
import { Purpose } from "./purpose";
import { Quality } from "./quality";
import type { RowChoice } from "./row-switch";
import { SectionLinks } from "./section-links";
import { type Standing, sectionsOf } from "./sections";
import { Support } from "./support";
import { Variants } from "./variants";

interface CardSectionsProps {
  model: ModelDetail;
  facts: FormFacts;
  standing: Standing;
}

/** All parts of one model's card. The rows chosen under quality are those of every held-out figure below it. */
export function CardSections({ model, facts, standing }: CardSectionsProps) {
  const { card, reference } = model;
  const [choice, setChoice] = useState<RowChoice>("distinct");
  const evaluation = card.evaluation[choice];
  // Of both choices, so that none changes its spelling with the choice.
  const thresholds = useMemo(
    () => [
      ...card.operatingPoints.map(({ threshold }) => threshold),
      ...thresholdsOf([card.evaluation.distinct, card.evaluation.all]),
    ],
    [card],
  );
  const sections = sectionsOf(card, standing);

  // The browser looked for the address's anchor before the card was there.
  useEffect(() => {
    const anchor = window.location.hash.slice(1);
    if (anchor !== "") document.getElementById(anchor)?.scrollIntoView();
  }, []);

  return (
    <ThresholdsApart thresholds={thresholds}>
      <SectionLinks sections={sections} />
      <Identity model={model} standing={standing} />
      <Purpose card={card} />
      <Quality card={card} choice={choice} onChoose={setChoice} />
      <OperatingPoints card={card} evaluation={evaluation} />
      {sections.includes("thresholds") ? <Explorer card={card} evaluation={evaluation} /> : null}
      <CalibrationSection card={card} evaluation={evaluation} />
      {card.support === null ? null : <Support support={card.support} />}
      {sections.includes("importance") ? <Influence card={card} reference={reference} /> : null}
      {sections.includes("tree") ? <FollowTree trees={card.artefacts.forest.trees} facts={facts} /> : null}
      {sections.includes("variants") ? <Variants card={card} /> : null}
      <Making card={card} />
    </ThresholdsApart>
  );
}
