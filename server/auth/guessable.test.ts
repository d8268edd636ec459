import { expect, test } from "vitest";
import { isGuessable } from "./guessable";

const ada = { name: "Ada Lovelace", email: "a.lovelace@hospital.example" };

test.for([
  "qwerty123456",
  "1qaz2wsx3edc",
  "Passw0rd1234",
  "123456789012",
  "abcdefghijkl",
  "hunter2hunter2",
  "password password",
  "Summer2026!!",
  "microcalc-2026",
  "Microcalc2026!",
  "adalovelace1815",
  "a.lovelace@hospital",
])("is guessed soon, whoever has it: %s", (password) => {
  expect(isGuessable(password, ada)).toBe(true);
});

test.for([
  "four words of my own",
  "quite another password",
  "GreenTree77River",
  "bonjour le monde",
  "tQ7-b2kd_Pw9xL1z",
  "ada likes her tea without milk",
  "ééé ünïcödé wörds",
])("is not: %s", (password) => {
  expect(isGuessable(password, ada)).toBe(false);
});

test("what anybody knows of somebody makes a password theirs alone a poor one", () => {
  expect(isGuessable("wilhelmina-7", { name: "Ada", email: "ada@example.org" })).toBe(false);
  expect(isGuessable("wilhelmina-7", { name: "Wilhelmina", email: "w@example.org" })).toBe(true);
});

test("the longest that a password may be is judged at once", () => {
  expect(isGuessable("aA1!".repeat(32), ada)).toBe(true);
});
