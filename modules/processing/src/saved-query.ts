import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AthenaNamedQuery } from '@cdktf/provider-aws/lib/athena-named-query';
import { nameOf } from '@egress/module-foundation';
import { Construct } from 'constructs';
import type { AthenaWorkgroup } from './athena-workgroup';
import type { CatalogDatabase } from './catalog-database';

export interface SavedQueryProps {
  /** SQL file; its name is the query's after the environment's prefix, its leading comment the description. */
  readonly file: string;
  /** Database of the tables that the query names. */
  readonly database: CatalogDatabase;
  readonly workgroup: AthenaWorkgroup;
}

/** A query that stands ready in the Athena console, from a SQL file. Throws if the file does not say what it is for. */
export class SavedQuery extends Construct {
  constructor(scope: Construct, id: string, { file, database, workgroup }: SavedQueryProps) {
    super(scope, id);
    const sql = readFileSync(file, 'utf8');
    new AthenaNamedQuery(this, 'Resource', {
      name: nameOf(this, path.parse(file).name),
      description: leadingComment(sql, file),
      query: sql,
      database: database.name,
      workgroup: workgroup.name,
    });
  }
}

function leadingComment(sql: string, file: string): string {
  const lines = sql.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('-- '));
  if (end === 0) throw new Error(`${file}:1: must begin with a comment that says what the query answers`);
  return lines
    .slice(0, end)
    .map((line) => line.slice(3))
    .join(' ');
}
