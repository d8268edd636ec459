/** A small board, in Grafana's classic JSON, that no rule finds fault with. */
export const exampleBoard = {
  uid: "example",
  title: "Example",
  editable: false,
  templating: {
    list: [
      { name: "datasource", label: "Data source", type: "datasource", query: "prometheus" },
      {
        name: "job",
        label: "Job",
        type: "query",
        datasource: { type: "prometheus", uid: `\${datasource}` },
        query: { query: "label_values(up, job)", refId: "job" },
        refresh: 2,
        multi: true,
        includeAll: true,
        allValue: ".+",
      },
      {
        name: "instance",
        label: "Instance",
        type: "query",
        datasource: { type: "prometheus", uid: "$datasource" },
        query: 'label_values(up{job=~"$job"}, instance)',
        refresh: 2,
        multi: true,
        includeAll: true,
        allValue: ".+",
      },
    ],
  },
  panels: [
    { id: 1, type: "row", title: "Now", panels: [] },
    {
      id: 2,
      type: "timeseries",
      title: "Requests",
      description: "Requests by route.",
      datasource: { type: "prometheus", uid: `\${datasource}` },
      fieldConfig: { defaults: { unit: "reqps" }, overrides: [] },
      targets: [
        {
          refId: "A",
          expr: 'sum by (route) (rate(requests_total{job=~"$job",instance=~"$instance"}[$__rate_interval]))',
          legendFormat: "{{route}}",
        },
      ],
    },
  ],
};
