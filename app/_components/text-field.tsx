import { type ComponentProps, type ReactNode, useId } from "react";
import classes from "./text-field.module.css";

export interface TextFieldProps extends ComponentProps<"input"> {
  label: string;
  description?: string;
  error?: ReactNode;
  /** A button at the end of the field. */
  end?: ReactNode;
}

/** A field that looks like Mantine's without its weight: the sign-in page has a budget. */
export function TextField({ label, description, error, end, ...input }: TextFieldProps) {
  const id = useId();
  const descriptionId = description === undefined ? "" : `${id}-description`;
  const errorId = error ? `${id}-error` : "";
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      {description === undefined ? null : (
        <p id={descriptionId} className={classes.description}>
          {description}
        </p>
      )}
      <div className={classes.box}>
        <input
          type="text"
          id={id}
          className={classes.input}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${descriptionId} ${errorId}`.trim() || undefined}
          {...input}
        />
        {end}
      </div>
      {error ? (
        <p id={errorId} className={classes.error}>
          {error}
        </p>
      ) : null}
    </div>
  );
}
