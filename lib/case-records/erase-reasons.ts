/** Why a person erases a case; a closed list, since it goes on the audit trail, which holds no free text. */
export const askedEraseReasons = ["request", "mistake", "other"] as const;
