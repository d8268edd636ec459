import type { Row } from "./board";
import { above } from "./panel-content";
import { lines } from "./panels";
import { ofMicrocalc, rate, series, sum } from "./queries";

const openFiles = ofMicrocalc(series("process_open_fds"));

export const processesRow: Row = {
  title: "Processes",
  panels: [
    lines({
      title: "Event loop lag by process",
      description:
        "How late the turns of each process' event loop are: half of them, and the worst of a hundred. About ten milliseconds is the clock it is measured with. Above the dashed 50, something computes where it should not: see CPU.",
      unit: "s",
      queries: {
        "p50 {{instance}}": series("nodejs_eventloop_lag_p50_seconds"),
        "p99 {{instance}}": series("nodejs_eventloop_lag_p99_seconds"),
      },
      width: 8,
      min: 0,
      steps: above(0.05, 0.25),
    }),
    lines({
      title: "CPU",
      description:
        "Processors that each process keeps busy, in its own code and in the system's for it. Well below one while it answers is normal; training takes all but one on purpose, with low priority.",
      unit: "short",
      queries: {
        "user {{instance}}": ofMicrocalc(rate("process_cpu_user_seconds_total")),
        "system {{instance}}": ofMicrocalc(rate("process_cpu_system_seconds_total")),
      },
      width: 8,
      min: 0,
    }),
    lines({
      title: "Files and handles",
      description:
        "Files and sockets each process holds open, and what keeps the event loops going, by kind. Level is normal, with one more for each connection; growth over days is a leak, and at the limit of the system no connection can be accepted.",
      unit: "short",
      queries: {
        "open files {{instance}}": openFiles,
        "handles {{type}}": sum(series("nodejs_active_resources"), "type"),
      },
      width: 8,
      min: 0,
      decimals: 0,
    }),
  ],
};
