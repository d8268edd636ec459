import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import type { DataSourceRef } from "@grafana/grafana-foundation-sdk/common";
import {
  type DashboardLink,
  MappingType,
  type Threshold,
  type ThresholdsConfig,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { type Page, pageLink } from "./links";

/** The one that is chosen on the screen. */
export const dataSource: DataSourceRef = { type: "prometheus", uid: `\${datasource}` };

interface State {
  readonly text: string;
  readonly color: "green" | "orange" | "red" | "blue";
}

/** What a panel shows, whatever form it has. */
export interface Content {
  readonly title: string;
  /** Sentences: what it shows, what is normal, where to look next. */
  readonly description: string;
  /** One of Grafana's. */
  readonly unit: string;
  /** PromQL by the name in the legend, where `{{label}}` stands for the label's value. */
  readonly queries: Readonly<Record<string, string>>;
  /** Columns of 24. */
  readonly width: number;
  /** In lines of about 30 pixels. */
  readonly height?: number;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  /** From the lowest; drawn as dashed lines where there is a time axis. */
  readonly steps?: readonly Threshold[];
  /** Words for values. */
  readonly states?: Readonly<Record<number, State>>;
  /** What is said where there is nothing to show. */
  readonly nothing?: string;
  /** Where the application itself says more. */
  readonly page?: Page;
  /** Least distance of two points, which is also the window of rates, as `1h`. */
  readonly every?: string;
}

export const from = (value: number | null, color: string): Threshold => ({ value, color });

/** The more, the worse. */
export function above(worrying: number, bad: number): Threshold[] {
  return [from(null, "green"), from(worrying, "orange"), from(bad, "red")];
}

/** The less, the worse: below the first bad, below the second worrying. */
export function below(bad: number, worrying: number): Threshold[] {
  return [from(null, "red"), from(bad, "orange"), from(worrying, "green")];
}

/** Anything at all is bad. */
export const any: readonly Threshold[] = [from(null, "green"), from(1, "red")];

const neutral: Threshold[] = [from(null, "text")];

/** One for each query of the content, for its whole range of time. */
export function targets({ queries, every }: Content): DataqueryBuilder[] {
  return Object.entries(queries).map(([legend, expression], at) => {
    const target = new DataqueryBuilder()
      .datasource(dataSource)
      .refId(String.fromCharCode("A".charCodeAt(0) + at))
      .expr(expression)
      .legendFormat(legend)
      .range();
    return every === undefined ? target : target.interval(every);
  });
}

function mappings(states: NonNullable<Content["states"]>): ValueMapping[] {
  const options = Object.fromEntries(
    Object.entries(states).map(([value, state], index) => [value, { ...state, index }]),
  );
  return [{ type: MappingType.ValueToText, options }];
}

/** What the builders of all forms have in common. */
interface PanelBuilder {
  title(title: string): unknown;
  description(description: string): unknown;
  datasource(source: DataSourceRef): unknown;
  span(columns: number): unknown;
  height(lines: number): unknown;
  targets(targets: Builder<Dataquery>[]): unknown;
  unit(unit: string): unknown;
  decimals(decimals: number): unknown;
  min(min: number): unknown;
  max(max: number): unknown;
  noValue(text: string): unknown;
  links(links: Builder<DashboardLink>[]): unknown;
  mappings(mappings: ValueMapping[]): unknown;
  thresholds(thresholds: Builder<ThresholdsConfig>): unknown;
}

/** The builder, with what it is to show. */
export function fill<Form extends PanelBuilder>(form: Form, content: Content): Form {
  const { states } = content;
  form.title(content.title);
  form.description(content.description);
  form.datasource(dataSource);
  form.span(content.width);
  form.height(content.height ?? 8);
  form.unit(content.unit);
  form.targets(targets(content));
  const steps = [...(content.steps ?? neutral)];
  form.thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps));
  if (content.decimals !== undefined) form.decimals(content.decimals);
  if (content.min !== undefined) form.min(content.min);
  if (content.max !== undefined) form.max(content.max);
  if (content.nothing !== undefined) form.noValue(content.nothing);
  if (content.page !== undefined) form.links([pageLink(content.page)]);
  if (states !== undefined) form.mappings(mappings(states));
  return form;
}
