import {
  type AskReaderAgreement,
  type ReaderAgreement,
  readerAgreement,
} from "../../lib/outcomes/reader-agreement";
import type { Dependencies } from "./dependencies";

/** How often readers and model are of one mind, from the days rolled up so far. */
export async function readerAgreementOf(
  deps: Dependencies,
  { from, to }: AskReaderAgreement,
): Promise<ReaderAgreement> {
  const day = { ...(from && { gte: new Date(from) }), ...(to && { lte: new Date(to) }) };
  const { _sum: sum } = await deps.db.dailyMetrics.aggregate({
    where: { day },
    _sum: {
      firstOpinions: true,
      firstOpinionsAgreeing: true,
      firstOpinionsUnsure: true,
      opinionOnlyCalcification: true,
      agreed: true,
      dismissed: true,
      mindsChanged: true,
    },
  });
  return readerAgreement({
    firstOpinions: sum.firstOpinions ?? 0,
    agreeing: sum.firstOpinionsAgreeing ?? 0,
    unsure: sum.firstOpinionsUnsure ?? 0,
    onlyReader: sum.opinionOnlyCalcification ?? 0,
    agreed: sum.agreed ?? 0,
    dismissed: sum.dismissed ?? 0,
    mindsChanged: sum.mindsChanged ?? 0,
  });
}
