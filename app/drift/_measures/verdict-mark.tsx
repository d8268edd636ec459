import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircle,
  IconCircleDashed,
  IconCircleHalf2,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { DriftVerdict } from "@/lib/drift/drift-verdict";
import classes from "./verdict-mark.module.css";

const icons = {
  too_few: IconCircleDashed,
  steady: IconCircle,
  slight: IconCircleHalf2,
  moved: IconAlertTriangle,
  far: IconAlertOctagon,
} as const satisfies Record<DriftVerdict, unknown>;

/** A verdict in words, with a shape of its own. */
export function VerdictMark({ verdict }: { verdict: DriftVerdict }) {
  const t = useTranslations("drift.verdict");
  const Icon = icons[verdict];
  return (
    <span className={classes.verdict} data-verdict={verdict}>
      <Icon size={18} stroke={1.75} aria-hidden="true" />
      {t(verdict)}
    </span>
  );
}
