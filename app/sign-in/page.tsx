import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { signOnFaults } from "@/lib/accounts/sign-on";
import { SignInView } from "./sign-in-view";
import { SignOnFailure } from "./sign-on-failure";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("session.signIn");
  return { title: t("title") };
}

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { from, why, signOn } = await searchParams;
  const fault = signOnFaults.find((one) => one === signOn);
  return (
    <SignInView from={typeof from === "string" ? from : null} reason={why === "ended" ? "ended" : null}>
      {fault === undefined ? null : <SignOnFailure fault={fault} />}
    </SignInView>
  );
}
