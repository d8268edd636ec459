import { useEffect, useState } from "react";

/** The token of the link that was followed, taken out of the address at once; `null` without one. */
export function useLinkToken(): string | null {
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => {
    const take = () => {
      const given = location.hash.slice(1);
      if (given === "") return;
      setToken(given);
      // Neither the history nor whoever looks over a shoulder needs it.
      history.replaceState(history.state, "", location.pathname);
    };
    take();
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
  return token;
}
