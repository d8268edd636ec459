import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Panel } from "./_components/panel";

export default async function NotFoundPage() {
  const t = await getTranslations("app.notFound");
  return (
    <Panel>
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
      <p>
        <Link href="/">{t("home")}</Link>
      </p>
    </Panel>
  );
}
