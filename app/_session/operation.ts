import type { permissions } from "@/server/auth/permissions";

/** The name of something that an account may or may not ask for. */
export type Operation = keyof typeof permissions;
