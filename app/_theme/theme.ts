import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";

/** Petrol, light to dark. Shade 7 carries white text at 6.8:1, shade 3 carries the darkest grey at 9:1. */
const petrol: MantineColorsTuple = [
  "#e6f5f8",
  "#cfe8ee",
  "#9dd0dc",
  "#6cc0d1",
  "#3fa3b7",
  "#1d8499",
  "#0f7286",
  "#0b6374",
  "#084f5d",
  "#053c47",
];

/** Greys of a reading room: text is never white, the page never black, and nothing in between glows. */
const dark: MantineColorsTuple = [
  "#d5dee3",
  "#b9c6cd",
  "#9aaab3",
  "#8595a0",
  "#3a4a53",
  "#2a363d",
  "#1a2328",
  "#0e1417",
  "#0b1012",
  "#080b0d",
];

const systemFonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

/** Mantine picks the text on a filled button for the light theme only; the primary one differs between themes. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const isPrimary = (input.color ?? input.theme.primaryColor) === input.theme.primaryColor;
  return input.variant === "filled" && isPrimary ? { ...colors, color: "var(--mc-on-accent)" } : colors;
};

export const theme = createTheme({
  colors: { petrol, dark },
  primaryColor: "petrol",
  primaryShade: { light: 7, dark: 3 },
  variantColorResolver,
  black: "#16222a",
  defaultRadius: "sm",
  fontFamily: systemFonts,
  headings: { fontFamily: systemFonts, fontWeight: "650" },
  respectReducedMotion: true,
});
