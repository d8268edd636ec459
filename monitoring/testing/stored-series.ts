import { z } from "zod";

const answer = z.object({ data: z.array(z.record(z.string(), z.string())) });

/** Labels of every series of a job that Prometheus has had lately, by name. */
export async function storedSeries(url: string, job: string): Promise<Map<string, Record<string, string>[]>> {
  const query = new URLSearchParams({ "match[]": `{job="${job}"}` });
  const { data } = answer.parse(await (await fetch(`${url}/api/v1/series?${query}`)).json());
  const byName = new Map<string, Record<string, string>[]>();
  for (const { __name__: name = "", ...labels } of data)
    byName.set(name, [...(byName.get(name) ?? []), labels]);
  return byName;
}
