import type { ComponentProps } from "react";
import classes from "./action-button.module.css";

interface ActionButtonProps extends ComponentProps<"button"> {
  variant?: "primary" | "plain";
  size?: "regular" | "small";
}

/** A button that looks like Mantine's without its weight: the form page has a budget. */
export function ActionButton({ variant = "plain", size = "regular", ...others }: ActionButtonProps) {
  return (
    <button type="button" className={classes.button} data-variant={variant} data-size={size} {...others} />
  );
}
