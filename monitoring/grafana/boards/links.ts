import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  type DashboardLink,
  DashboardLinkBuilder,
  DashboardLinkType,
} from "@grafana/grafana-foundation-sdk/dashboard";

/** Without the place that the builders give what they make, which is a menu: in sight. */
export function inSight<Placed extends { placement?: unknown }>(builder: Builder<Placed>): Builder<Placed> {
  return {
    build: () => {
      const placed = builder.build();
      delete placed.placement;
      return placed;
    },
  };
}

/** To an address outside of Grafana, in a window of its own. */
function link(title: string, url: string, tooltip = ""): Builder<DashboardLink> {
  const builder = new DashboardLinkBuilder(title)
    .type(DashboardLinkType.Link)
    .icon("external link")
    .url(url)
    .tooltip(tooltip)
    .targetBlank(true);
  return inSight(builder);
}

/** Pages of the application that say more than a panel can, by what they are called there. */
const pages = {
  Drift: "/drift",
  Outcomes: "/outcomes",
  Training: "/models/training",
  Trends: "/trends",
  Versions: "/models/versions",
} as const;

export type Page = keyof typeof pages;

export function pageLink(page: Page): Builder<DashboardLink> {
  return link(`Page ${page}`, `\${app_url}${pages[page]}`);
}

/** At the top of every board. */
export const boardLinks: readonly Builder<DashboardLink>[] = [
  inSight(
    new DashboardLinkBuilder("Boards")
      .type(DashboardLinkType.Dashboards)
      .tags(["microcalc"])
      .includeVars(true)
      .keepTime(true),
  ),
  link("Application", `\${app_url}`, "The pages that clinicians use"),
  link("Status", `\${app_url}/status`, "What the application says of itself"),
  link(
    "Runbook",
    `\${runbook_url}`,
    "What to do when something is wrong: docs/runbook.md, or the page Status, which names its sections, until its address is set",
  ),
];
