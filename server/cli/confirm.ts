import { createInterface } from "node:readline/promises";

/** Asks on the terminal; where nobody is there to answer, throws with the command that does not ask. */
export async function confirmed(question: string, unasked: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new Error(`${question}\nNobody is here to answer; to go on without asking: ${unasked}`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} Type "yes" to go on: `);
  terminal.close();
  return answer.trim().toLowerCase() === "yes";
}
