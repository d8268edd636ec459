"use client";

import type { DescribedDataset } from "@/lib/dataset/stored-dataset";
import { Balance } from "./balance";
import { Correlations } from "./correlations";
import { Distributions } from "./distributions";
import { Notes } from "./notes";
import { Quantiles } from "./quantiles";
import { Repeats } from "./repeats";
import { Separations } from "./separations";
import { StrataSection } from "./strata-section";
import { Summary } from "./summary";

export interface SectionProps {
  dataset: DescribedDataset;
}

interface ProfileSectionsProps extends SectionProps {
  /** SHA-256 of the data of the model in use, to compare with; `null` while it is not known. */
  champions: string | null;
}

/** All that is known of a data set, from counts to caveats. */
export function ProfileSections({ dataset, champions }: ProfileSectionsProps) {
  return (
    <>
      <Summary dataset={dataset} />
      <Balance dataset={dataset} />
      <Distributions dataset={dataset} champions={champions} />
      <Quantiles dataset={dataset} />
      <Separations dataset={dataset} />
      <Correlations dataset={dataset} />
      <StrataSection dataset={dataset} />
      <Repeats dataset={dataset} />
      <Notes />
    </>
  );
}
