"use client";

import { useMemo } from "react";
import { encode } from "uqr";
import classes from "./second-factor.module.css";

interface QrCodeProps {
  text: string;
  label: string;
}

/** Modules of quiet around a code, which readers need to find it. */
const quiet = 4;

/** A QR code, drawn here: what it says goes to nobody else. Black on white in every theme, for cameras. */
export function QrCode({ text, label }: QrCodeProps) {
  const { data, size } = useMemo(() => encode(text, { ecc: "M", border: quiet }), [text]);
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} className={classes.code}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
