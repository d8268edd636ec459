"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ErrorNotice } from "../_components/error-notice";
import type { useSignIn } from "./use-sign-in";

interface SignInErrorProps {
  error: NonNullable<ReturnType<typeof useSignIn>["error"]>;
}

/** Why nobody was let in and, where one has to wait, until when. */
export function SignInError({ error }: SignInErrorProps) {
  const t = useTranslations("session.signIn");
  const wait = error.data?.problem.retryAfterSeconds ?? null;
  const [until, setUntil] = useState<{ error: typeof error; at: number } | null>(null);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (wait === null) return;
    const begun = Date.now();
    setNow(begun);
    setUntil({ error, at: begun + wait * 1000 });
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [error, wait]);
  const seconds = until?.error === error ? Math.max(0, Math.ceil((until.at - now) / 1000)) : (wait ?? 0);
  return (
    <div>
      <ErrorNotice error={error} title={t("failed")} />
      {wait === null ? null : (
        <p className="tabular">
          {seconds > 0
            ? t("wait", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
            : t("waited")}
        </p>
      )}
    </div>
  );
}
