"use client";

import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";
import { type CsvForm, csvForms } from "@/lib/spreadsheet/csv";

/** A preference of the browser, like the theme: it outlasts who is signed in. */
const storageKey = "csv-form";
const changed = "microcalc:csv-form";

function subscribe(onChange: () => void): () => void {
  for (const event of ["storage", changed]) window.addEventListener(event, onChange);
  return () => {
    for (const event of ["storage", changed]) window.removeEventListener(event, onChange);
  };
}

function readChosen(): CsvForm | null {
  try {
    const stored = localStorage.getItem(storageKey);
    return csvForms.find((form) => form === stored) ?? null;
  } catch {
    return null;
  }
}

function writeChosen(form: CsvForm): void {
  try {
    localStorage.setItem(storageKey, form);
  } catch {
    // Storage is forbidden: the choice of the language stays.
  }
  window.dispatchEvent(new Event(changed));
}

/** The form of CSV files that the reader has chosen in this browser, or that of their language, and how to choose. */
export function useCsvForm(): [CsvForm, (form: CsvForm) => void] {
  const ofLanguage = useLocale() === "fr" ? "semicolon" : "standard";
  const chosen = useSyncExternalStore(subscribe, readChosen, () => null);
  return [chosen ?? ofLanguage, writeChosen];
}
