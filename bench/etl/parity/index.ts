export { checkSeeds, SMALL_DATA_SETTINGS, type ParityOutcome } from './check-seeds';
export { firstDifference, isSame } from './compare-tables';
