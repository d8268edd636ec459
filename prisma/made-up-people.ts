import type { CreateAccount } from "../lib/accounts/account";

/** Those who have assessed the made-up regions. */
export const madeUpClinicians = [
  { actorId: "seed-moreau", actorName: "Dr. Claire Moreau" },
  { actorId: "seed-okafor", actorName: "Dr. Samuel Okafor" },
  { actorId: "seed-haddad", actorName: "Dr. Inès Haddad" },
] as const;

/** One for each role of people, for a demonstration. */
export const madeUpAccounts: readonly CreateAccount[] = [
  { role: "clinician", name: "Dr. Claire Moreau", email: "clinician@demo.example" },
  { role: "data_scientist", name: "Jonas Weber", email: "data-scientist@demo.example" },
  { role: "operator", name: "Aïcha Benali", email: "operator@demo.example" },
  { role: "administrator", name: "Ruth Lindqvist", email: "administrator@demo.example" },
  { role: "auditor", name: "Paulo Ferreira", email: "auditor@demo.example" },
];
