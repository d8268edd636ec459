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
      // The router has read the address before and would put it back; told once it listens, it does not.
      setTimeout(() => history.replaceState(null, "", location.pathname), 0);
    };
    take();
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
  return token;
}
