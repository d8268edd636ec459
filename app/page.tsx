import { getTranslations } from "next-intl/server";
import { featureLimit, features } from "@/lib/features";
import { Assess } from "./_assess/assess";
import type { FormFacts } from "./_assess/form-facts";

const facts: FormFacts = {
  features: features.map(({ key, referenceRange }) => ({ key, referenceRange })),
  limit: featureLimit,
};

export default async function AssessPage() {
  const t = await getTranslations("assess");
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="lead">{t("intro")}</p>
      <Assess facts={facts} />
    </>
  );
}
