import { getTranslations } from "next-intl/server";

export default async function ModelPage() {
  const t = await getTranslations("app.navigation");
  return <h1>{t("model")}</h1>;
}
