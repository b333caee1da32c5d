/**
 * Takes the place of a safety default. There is no other way to leave one out, so that whoever reads the stack sees both
 * that it is off and why.
 */
export interface ReasonedOptOut {
  readonly reason: string;
}
