import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/** Tells, when asked, whether anything has been typed or chosen on the page since it was opened. */
export function useTyped(): () => boolean {
  const pathname = usePathname();
  const typedOn = useRef<string | null>(null);
  useEffect(() => {
    const note = ({ target }: Event) => {
      if (target instanceof Element && target.closest("main") !== null) typedOn.current = location.pathname;
    };
    document.addEventListener("input", note);
    return () => document.removeEventListener("input", note);
  }, []);
  useEffect(() => {
    if (typedOn.current !== pathname) typedOn.current = null;
  }, [pathname]);
  return () => typedOn.current !== null;
}
