"use client";

import { Button, NativeSelect } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { labels, outcomeStates } from "@/lib/outcome";
import { CaseReferenceFilter } from "./case-reference-filter";
import { DateRangeFilter } from "./date-range-filter";
import classes from "./filter-form.module.css";
import { ModelFilter } from "./model-filter";
import { optionIn } from "./option-in";
import type { HistoryFilters } from "./prediction-filters";
import { ProbabilityFilter } from "./probability-filter";

interface FilterFormProps {
  filters: HistoryFilters;
  onChange: (part: Partial<HistoryFilters>) => void;
}

/** All filters. Choices apply at once, typed ones on Enter or when the field is left. */
export function FilterForm({ filters, onChange }: FilterFormProps) {
  const t = useTranslations("history.filter");
  const call = useTranslations("call");
  const outcome = useTranslations("prediction.outcome");
  const [open, setOpen] = useState(false);
  const formId = useId();
  const active = Object.values(filters).filter((value) => value !== null).length;

  return (
    <>
      <Button
        variant="default"
        className={classes.toggle}
        leftSection={<IconFilter size={16} aria-hidden="true" />}
        aria-expanded={open}
        aria-controls={formId}
        onClick={() => setOpen(!open)}
      >
        {t("toggle", { count: active })}
      </Button>
      <search>
        <form
          id={formId}
          aria-label={t("label")}
          className={classes.form}
          data-open={open || undefined}
          onSubmit={(event) => event.preventDefault()}
        >
          <DateRangeFilter from={filters.from} to={filters.to} onChange={onChange} />
          <CaseReferenceFilter value={filters.caseReference} onChange={onChange} />
          <ProbabilityFilter min={filters.min} max={filters.max} onChange={onChange} />
          <NativeSelect
            className={classes.third}
            label={t("call")}
            value={filters.call ?? ""}
            onChange={(event) => onChange({ call: optionIn(labels, event.currentTarget.value) })}
            data={[
              { value: "", label: t("anyCall") },
              ...labels.map((label) => ({ value: label, label: call(label) })),
            ]}
          />
          <NativeSelect
            className={classes.third}
            label={t("outcome")}
            value={filters.outcome ?? ""}
            onChange={(event) => onChange({ outcome: optionIn(outcomeStates, event.currentTarget.value) })}
            data={[
              { value: "", label: t("anyOutcome") },
              ...outcomeStates.map((state) => ({ value: state, label: outcome(state) })),
            ]}
          />
          <ModelFilter value={filters.model} onChange={onChange} />
        </form>
      </search>
    </>
  );
}
