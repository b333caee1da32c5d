export {
  REQUEST_TYPES,
  requestType,
  RESPONSE_TYPES,
  type RequestType,
  type ResponseType,
} from './content-types';
export { hyperParametersSchema, type HyperParameters } from './hyper-parameters';
export { decodeScores, encodeScores } from './scores';
export {
  channelContentType,
  testFile,
  trainFile,
  type LabelledVector,
  type TrainingChannel,
  type TrainingType,
} from './training-files';
export { PayloadError, type Vector } from './vector';
export { decodeVectors, encodeVectors } from './vectors';
