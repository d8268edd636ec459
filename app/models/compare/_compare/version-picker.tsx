"use client";

import { NativeSelect } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import { type ListedVersion, versionGroups } from "./version-groups";

interface VersionPickerProps {
  side: "a" | "b";
  value: string | null;
  /** What stands on the other side; it cannot be chosen twice. */
  other: string | null;
  versions: readonly ListedVersion[];
  onChange: (version: string) => void;
}

export function VersionPicker({ side, value, other, versions, onChange }: VersionPickerProps) {
  const t = useTranslations("compare.picker");
  const { dayOfMoment: day } = useDateText();
  const { named, others } = versionGroups(versions);
  const toOption = ({ version, registeredAt, names }: ListedVersion) => ({
    value: version,
    disabled: version === other,
    label:
      names === undefined || names.length === 0
        ? t("option", { version, date: day(registeredAt) })
        : t("namedOption", { version, names: names.join(", "), date: day(registeredAt) }),
  });
  const isMissing = value !== null && !versions.some(({ version }) => version === value);
  const groups = [
    { group: t("named"), items: named.map(toOption) },
    { group: t("others"), items: others.map(toOption) },
  ].filter(({ items }) => items.length > 0);
  return (
    <NativeSelect
      label={side === "a" ? t("a") : t("b")}
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        ...(value === null ? [{ value: "", label: t("choose") }] : []),
        ...(isMissing ? [{ value, label: value }] : []),
        ...groups,
      ]}
    />
  );
}
