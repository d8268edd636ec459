import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignInView } from "./sign-in-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("session.signIn");
  return { title: t("title") };
}

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { from, why } = await searchParams;
  return (
    <SignInView from={typeof from === "string" ? from : null} reason={why === "ended" ? "ended" : null} />
  );
}
