"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useReaderTimeZone } from "@/app/_i18n/use-reader-time-zone";
import { useTRPC } from "@/app/_trpc/client";
import { largestUpload } from "@/lib/largest-upload";
import type { ImportPreview, ImportResult } from "@/lib/outcomes/import-outcomes";
import type { DateOrder } from "@/lib/outcomes/literals";
import type { UploadedFile } from "@/lib/uploaded-file";
import { readFile } from "./read-file";

/** How far the import has come. */
export type ImportState =
  | { readonly step: "choosing" }
  | { readonly step: "unusable"; readonly name: string; readonly why: "tooLarge" | "unreadable" }
  | { readonly step: "reading"; readonly name: string }
  | {
      readonly step: "previewed";
      readonly file: UploadedFile;
      readonly preview: ImportPreview;
      readonly dateOrder?: DateOrder;
    }
  | { readonly step: "done"; readonly result: ImportResult };

/** A file's way from the disk over the preview into the record. Nothing is written before `write`. */
export function useImport() {
  const trpc = useTRPC();
  const timeZone = useReaderTimeZone();
  const queryClient = useQueryClient();
  const [state, setState] = useState<ImportState>({ step: "choosing" });
  const previewing = useMutation(trpc.outcomes.previewImport.mutationOptions());
  const writing = useMutation(trpc.outcomes.import.mutationOptions());
  const inFlight = useRef(false);

  async function choose(chosen: File) {
    const { name } = chosen;
    previewing.reset();
    writing.reset();
    if (chosen.size > largestUpload) return setState({ step: "unusable", name, why: "tooLarge" });
    setState({ step: "reading", name });
    const file = await readFile(chosen).catch(() => null);
    if (file === null) return setState({ step: "unusable", name, why: "unreadable" });
    preview(file);
  }

  function preview(file: UploadedFile, meant: { dateOrder?: DateOrder } = {}) {
    previewing.mutate(
      { file, timeZone, ...meant },
      {
        onSuccess: (preview) => setState({ step: "previewed", file, preview, ...meant }),
        onError: () => setState({ step: "choosing" }),
      },
    );
  }

  /** Says what dates of the file mean that may be either. */
  function order(dateOrder: DateOrder) {
    if (state.step === "previewed" && !previewing.isPending) preview(state.file, { dateOrder });
  }

  function write(faultyLines: "refuse" | "leave_out") {
    // State is too slow for a double click.
    if (state.step !== "previewed" || inFlight.current) return;
    inFlight.current = true;
    const { file, preview, step: _, ...meant } = state;
    writing.mutate(
      // As it was read for the preview.
      { file, ...meant, timeZone: preview.reading.timeZone, faultyLines, fileSha256: preview.fileSha256 },
      {
        onSuccess: (result) => {
          setState({ step: "done", result });
          void queryClient.invalidateQueries(trpc.predictions.pathFilter());
        },
        onSettled: () => {
          inFlight.current = false;
        },
      },
    );
  }

  return {
    state,
    choose,
    order,
    write,
    isWriting: writing.isPending,
    error: previewing.error ?? writing.error,
  };
}
