import { isIPv6 } from "node:net";

/** An address that a provider gives to one customer: IPv6 ones by their first 64 bits. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.split("%", 1)[0]?.split("::") ?? [];
  const [first, last] = [head.split(":").filter(Boolean), tail.split(":").filter(Boolean)];
  const zeros = new Array<string>(Math.max(0, 8 - first.length - last.length)).fill("0");
  const parts = [...first, ...zeros, ...last].slice(0, 4);
  return parts.map((part) => part.toLowerCase().replace(/^0+(?=.)/, "")).join(":");
}
