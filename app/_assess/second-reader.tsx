"use client";

import { useTranslations } from "next-intl";
import type { Opinion } from "@/lib/prediction";
import fieldClasses from "./feature-field.module.css";
import { fieldId } from "./field-id";
import classes from "./second-reader.module.css";

// Not lib's own list, which would bring its whole validation library into the browser.
const opinions = ["calcification", "not_calcification", "unsure"] as const satisfies readonly Opinion[];

interface SecondReaderProps {
  isOn: boolean;
  /** An opinion is due: the answer to what stands in the form is not there yet. */
  isAsking: boolean;
  opinion: Opinion | null;
  error: string | null;
  onSwitch: (isOn: boolean) => void;
  onChange: (opinion: Opinion) => void;
}

/** Asks for the reader's own opinion before the answer, where the reader wants to be asked. */
export function SecondReader({ isOn, isAsking, opinion, error, onSwitch, onChange }: SecondReaderProps) {
  const t = useTranslations("assess.secondReader");
  const tCall = useTranslations("call");
  const id = fieldId("firstOpinion");
  return (
    <div className={classes.box}>
      <label className={classes.choice}>
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby={`${id}-hint`}
          onChange={({ currentTarget }) => onSwitch(currentTarget.checked)}
        />
        {t("mode")}
      </label>
      <p id={`${id}-hint`} className={classes.hint}>
        {isOn && !isAsking ? t("next") : t("hint")}
      </p>
      {isAsking ? (
        <fieldset className={classes.opinion} aria-describedby={`${id}-error`}>
          <legend className={classes.legend}>{t("question")}</legend>
          {opinions.map((one, index) => (
            <label key={one} className={classes.choice}>
              <input
                type="radio"
                name="firstOpinion"
                value={one}
                {...(index === 0 && { id })}
                checked={opinion === one}
                onChange={() => onChange(one)}
              />
              {one === "unsure" ? t("unsure") : tCall(one)}
            </label>
          ))}
          <p id={`${id}-error`} className={fieldClasses.error}>
            {error}
          </p>
        </fieldset>
      ) : null}
    </div>
  );
}
