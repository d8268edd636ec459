import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SubNavigation } from "./_navigation/sub-navigation";

/** The pages about models, one beside the other. */
export default async function ModelsLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("models.navigation");
  return (
    <>
      <SubNavigation
        label={t("label")}
        links={[
          { href: "/models", text: t("card") },
          { href: "/models/versions", text: t("versions") },
          { href: "/models/compare", text: t("compare") },
          { href: "/models/training", text: t("training") },
        ]}
      />
      {children}
    </>
  );
}
