import type { StripBar } from "./reference-strip-shape";

interface StripBarsProps {
  bars: readonly StripBar[];
  side: "above" | "below";
}

const middle = 50;
const tallest = 46;

/** One group's bars, standing on the strip's middle line or hanging from it. */
export function StripBars({ bars, side }: StripBarsProps) {
  return bars.map(({ x, width, height }) => (
    <rect
      key={x}
      x={x}
      y={side === "above" ? middle - height * tallest : middle}
      width={Math.max(width - 0.2, 0.3)}
      height={height * tallest}
    />
  ));
}
