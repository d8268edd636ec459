import type { Row } from "./board";
import { above } from "./panel-content";
import { lines } from "./panels";
import { ofMicrocalc, rate, series, sum } from "./queries";

export const memoryRow: Row = {
  title: "Memory",
  panels: [
    lines({
      title: "Memory of a process",
      description:
        "What each process holds of the machine's memory, threads that train included. Level after the first hours is normal. Rising over days is a leak: compare with the heap.",
      unit: "bytes",
      queries: { "{{instance}}": ofMicrocalc(series("process_resident_memory_bytes")) },
      width: 6,
      min: 0,
    }),
    lines({
      title: "Heap",
      description:
        "JavaScript's part of it: used, and set aside for it. Used goes up and down like a saw. If its lower ends rise for hours, something is kept that should not be; near the limit that Node.js sets, collection takes all the time, and then the process ends.",
      unit: "bytes",
      queries: {
        "used {{instance}}": series("nodejs_heap_size_used_bytes"),
        "set aside {{instance}}": series("nodejs_heap_size_total_bytes"),
      },
      width: 6,
      min: 0,
    }),
    lines({
      title: "Time spent collecting garbage",
      description:
        "Share of its time that each process spent collecting garbage, by kind: minor often and short, major seldom and long. A few per cent is normal; above the dashed tenth memory runs short, see Heap.",
      unit: "percentunit",
      queries: { "{{kind}} {{instance}}": sum(rate("nodejs_gc_duration_seconds_sum"), "kind, instance") },
      width: 6,
      min: 0,
      steps: above(0.1, 0.3),
    }),
    lines({
      title: "Pauses for garbage",
      description:
        "Mean length of one collection, by kind. Milliseconds are normal, and tens of them for major ones. While it lasts nothing is answered: longer ones show in the event loop's lag.",
      unit: "s",
      queries: {
        "{{kind}}": `${sum(rate("nodejs_gc_duration_seconds_sum"), "kind")} / (${sum(rate("nodejs_gc_duration_seconds_count"), "kind")} > 0)`,
      },
      width: 6,
      min: 0,
      steps: above(0.1, 0.5),
    }),
  ],
};
