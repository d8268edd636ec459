"use client";

import { useMutation } from "@tanstack/react-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import { useState } from "react";
import { encodeFile } from "@/app/_components/encode-file";
import { type DatasetDescription, isDescriptionTooLong } from "@/lib/dataset/dataset-description";
import { datasetLimits } from "@/lib/dataset/dataset-limits";
import type { TakenDataset } from "@/lib/dataset/stored-dataset";
import type { AppRouter } from "@/server/trpc/root";
import { useTRPC } from "../../_trpc/client";
import { useTaken } from "./use-taken";

/** Why a file was not even sent. */
type LocalRefusal = "several" | "too_large" | "description_too_long" | "unreadable";

function refusalOf(file: File, others: number, description: DatasetDescription): LocalRefusal | null {
  if (others > 0) return "several";
  if (file.size > datasetLimits.uploadBytes) return "too_large";
  return isDescriptionTooLong(description) ? "description_too_long" : null;
}

export interface Upload {
  readonly fileName: string | null;
  readonly isRunning: boolean;
  readonly taken: TakenDataset | undefined;
  readonly refusal: LocalRefusal | null;
  readonly error: TRPCClientErrorLike<AppRouter> | null;
  readonly send: (files: readonly File[]) => void;
}

interface UploadOptions {
  readonly description: DatasetDescription;
  readonly onTaken: (sha256: string) => void;
  /** Called when the description needs not be kept in the page any longer. */
  readonly onDescribed: () => void;
}

/**
 * Sends one file with what is known of it, and tells what came of it. What is too large is not sent: its refusal would
 * come after minutes.
 */
export function useUpload({ description, onTaken, onDescribed }: UploadOptions): Upload {
  const trpc = useTRPC();
  const take = useTaken(onTaken);
  const [fileName, setFileName] = useState<string | null>(null);
  const [isReading, setIsReading] = useState(false);
  const [refusal, setRefusal] = useState<LocalRefusal | null>(null);
  const upload = useMutation(
    trpc.datasets.upload.mutationOptions({
      onSuccess: (taken) => {
        if (!taken.descriptionStayed) onDescribed();
        take(taken);
      },
    }),
  );

  async function read(file: File): Promise<void> {
    setIsReading(true);
    try {
      upload.mutate({ name: file.name, base64: await encodeFile(file), description });
    } catch {
      setRefusal("unreadable");
    } finally {
      setIsReading(false);
    }
  }

  function send(files: readonly File[]): void {
    const [file, ...rest] = files;
    if (file === undefined || isReading || upload.isPending) return;
    upload.reset();
    setFileName(file.name);
    const why = refusalOf(file, rest.length, description);
    setRefusal(why);
    if (why === null) void read(file);
  }

  const isRunning = isReading || upload.isPending;
  return { fileName, isRunning, taken: upload.data, refusal, error: upload.error, send };
}
