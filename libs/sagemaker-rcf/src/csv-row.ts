import { PayloadError, type Vector, checkedVector } from './vector';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Features separated by commas, without quotes and header. */
export function parseCsvRow(line: string, place: string): Vector {
  const vector = line.split(',').map((cell, index) => {
    if (NUMBER.test(cell.trim())) return Number(cell);
    throw new PayloadError(`${place}: column ${index + 1} is "${cell.trim().slice(0, 40)}", not a number`);
  });
  return checkedVector(vector, place);
}
