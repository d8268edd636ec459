"use client";

import { type DragEvent, useState } from "react";
import classes from "./import.module.css";

interface FilePickerProps {
  label: string;
  onChoose: (file: File) => void;
}

/**
 * A file by dialogue, keyboard or mouse. The same file may be chosen twice in a row, for it may have been corrected.
 */
export function FilePicker({ label, onChoose }: FilePickerProps) {
  const [isOver, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onChoose(file);
  }

  return (
    <label
      className={classes.picker}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className={classes.pickerLabel}>{label}</span>
      <input
        type="file"
        className="visually-hidden"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = "";
          if (file !== undefined) onChoose(file);
        }}
      />
    </label>
  );
}
