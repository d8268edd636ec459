import { z } from "zod";

/**
 * What an account is for. `service` is a program with a key; nobody signs in as one. `administrator` may do what all
 * people may, and keeps the accounts.
 */
export const roles = [
  "clinician",
  "data_scientist",
  "operator",
  "administrator",
  "auditor",
  "service",
] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Those of people. */
export const personRoles = roles.filter((role) => role !== "service");
export const personRoleSchema = roleSchema.exclude(["service"]);
