"use client";

import { NativeSelect } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { Role } from "@/lib/accounts/role";

interface RoleSelectProps<R extends Role> {
  label: string;
  roles: readonly R[];
  role: R;
  onChange: (role: R) => void;
}

/** One of the roles, with what it is for. */
export function RoleSelect<R extends Role>({ label, roles, role, onChange }: RoleSelectProps<R>) {
  const tRole = useTranslations("roles");
  const tPurpose = useTranslations("rolePurpose");
  return (
    <NativeSelect
      label={label}
      description={tPurpose(role as Role)}
      value={role}
      onChange={({ currentTarget: { value } }) => onChange(roles.find((one) => one === value) ?? role)}
      data={roles.map((one) => ({ value: one, label: tRole(one as Role) }))}
    />
  );
}
