import { UnknownPrediction } from "../_prediction/unknown-prediction";

export default function UnknownPredictionPage() {
  return <UnknownPrediction />;
}
