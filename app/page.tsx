import { getTranslations } from "next-intl/server";

export default async function AssessPage() {
  const t = await getTranslations("app");
  return <h1>{t("name")}</h1>;
}
