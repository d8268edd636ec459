const prefix = "microcalc.";
const ownerKey = `${prefix}account`;

function forgetIn(storage: Storage): void {
  for (const key of Object.keys(storage))
    if (key.startsWith(prefix) && key !== ownerKey) storage.removeItem(key);
}

/** Forgets what somebody has typed and looked at: drafts, filters, what was opened. */
export function forgetPersonal(): void {
  try {
    forgetIn(localStorage);
    forgetIn(sessionStorage);
  } catch {
    // Storage is forbidden: there is nothing in it.
  }
}

/** Keeps what is stored for the person it is of; somebody else does not find it. */
export function claimPersonal(accountId: string): void {
  try {
    const owner = localStorage.getItem(ownerKey);
    if (owner !== null && owner !== accountId) forgetPersonal();
    localStorage.setItem(ownerKey, accountId);
  } catch {
    // See above.
  }
}

/** What this tab alone keeps for the account that is signed in. Throws where storage is forbidden. */
export function tabStorage(): Storage {
  const owner = localStorage.getItem(ownerKey);
  if (owner !== sessionStorage.getItem(ownerKey)) {
    forgetIn(sessionStorage);
    if (owner !== null) sessionStorage.setItem(ownerKey, owner);
  }
  return sessionStorage;
}
