import { readFileSync } from 'node:fs';
import path from 'node:path';

const GLUE_SCRIPTS = path.resolve(__dirname, '../../../glue-scripts');

/**
 * The text of one transformation in `glue-scripts/sql`: a single SELECT in the dialect that DuckDB and Spark share.
 * Throws when there is no file of that name.
 */
export function transformation(name: string): string {
  return readFileSync(path.join(GLUE_SCRIPTS, 'sql', `${name}.sql`), 'utf8');
}

/** Definitions of those Spark functions that DuckDB lacks. */
export function sparkFunctions(): string {
  return readFileSync(path.join(GLUE_SCRIPTS, 'dialect/duckdb.sql'), 'utf8');
}

/** The CREATE TABLE statement of a declared table (`glue-scripts/tables`): its columns and types. */
export function tableDefinition(name: string): string {
  return readFileSync(path.join(GLUE_SCRIPTS, 'tables', `${name}.sql`), 'utf8');
}

/** The transformations that turn conversations into classed flows, in the order in which each needs the one before. */
export function classificationSteps(): string[] {
  return stepsOf('classification');
}

/** The transformations that turn classed flows into the features of anomaly detection, in their order. */
export function featureSteps(): string[] {
  return stepsOf('features');
}

function stepsOf(name: string): string[] {
  return JSON.parse(readFileSync(path.join(GLUE_SCRIPTS, `${name}.json`), 'utf8')) as string[];
}
