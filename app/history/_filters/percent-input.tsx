"use client";

import { TextInput } from "@mantine/core";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { percentOf, readPercent } from "./percent";
import { useDraft } from "./use-draft";

interface PercentInputProps {
  label: string;
  placeholder: string;
  /** A fraction in [0, 1]. */
  value: number | null;
  onChange: (value: number | null) => void;
  /** Told whether what stands in the field can be read. */
  onRead: (isReadable: boolean) => void;
  /** Where the message stands that refuses this value. */
  errorId: string | undefined;
}

/** A percentage, taken over on Enter or when the field is left. */
export function PercentInput({ label, placeholder, value, onChange, onRead, errorId }: PercentInputProps) {
  const { percentTyped } = useNumbers();
  const shown = value === null ? "" : `${percentTyped(percentOf(value))}\u00a0%`;
  const [draft, setDraft] = useDraft(shown);

  function apply() {
    const read = readPercent(draft);
    onRead(read !== undefined);
    if (read === undefined) return;
    if (read === value) setDraft(shown);
    else onChange(read);
  }

  return (
    <TextInput
      aria-label={label}
      placeholder={placeholder}
      inputMode="decimal"
      autoComplete="off"
      value={draft}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        onRead(true);
      }}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === "Enter") apply();
      }}
      error={errorId !== undefined}
      {...(errorId !== undefined && { "aria-describedby": errorId })}
    />
  );
}
