"use client";

import type { ReactNode } from "react";
import type { AccountWithPassword } from "@/lib/accounts/account";
import { CreateDialog } from "./create-dialog";
import type { PendingChange } from "./pending-change";
import type { PersonRole } from "./person-role";
import { ResetDialog } from "./reset-dialog";
import { RoleDialog } from "./role-dialog";
import { SecondFactorDialog } from "./second-factor-dialog";
import { StateDialog } from "./state-dialog";

export interface AccountDialogProps {
  /** Takes what has been done, in a sentence, and the password where one was made. */
  onDone: (said: ReactNode, given: AccountWithPassword | null) => void;
  onClose: () => void;
}

interface AccountDialogsProps extends AccountDialogProps {
  pending: PendingChange;
  roles: readonly PersonRole[];
}

/** The dialog for what is pending. */
export function AccountDialogs({ pending, roles, ...ends }: AccountDialogsProps) {
  switch (pending.kind) {
    case "create":
      return <CreateDialog roles={roles} {...ends} />;
    case "role":
      return <RoleDialog account={pending.account} roles={roles} {...ends} />;
    case "resetPassword":
      return <ResetDialog account={pending.account} {...ends} />;
    case "removeSecondFactor":
      return <SecondFactorDialog account={pending.account} {...ends} />;
    default:
      return <StateDialog account={pending.account} kind={pending.kind} {...ends} />;
  }
}
