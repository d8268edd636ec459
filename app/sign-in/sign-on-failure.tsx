import { useTranslations } from "next-intl";
import type { SignOnFault } from "@/lib/accounts/sign-on";
import { Notice } from "../_components/notice";

/** Why the organisation's sign-on let nobody in, and what to do next. Drawn on the server, like all it says. */
export function SignOnFailure({ fault }: { fault: SignOnFault }) {
  const t = useTranslations("signOnFault");
  return (
    <div role="alert">
      <Notice tone="strong" title={t("title")}>
        <p>{t(`text.${fault}`)}</p>
        <p>{t(`next.${fault}`)}</p>
      </Notice>
    </div>
  );
}
