/**
 * Advisory locks are pairs of numbers by agreement; this is the first of each, "MC" in ASCII. SQL gets it as a value or
 * in decimal: Postgres reads hexadecimal only since 16.
 */
export const lockClass = 0x4d43;
