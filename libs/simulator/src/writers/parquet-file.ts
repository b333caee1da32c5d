import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sqlIdentifier, sqlLiteral, type SqlEngine } from '@egress/sql-engine';
import { hexDigest } from '../random';
import { createTextFile, type TextFile } from './text-file';

export interface ParquetColumn {
  /** Its name in the text's header. */
  readonly name: string;
  readonly parquetName: string;
  readonly sqlType: 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'DOUBLE';
}

/** A Parquet file that is given lines of text, a header first; `-` becomes NULL. */
export function createParquetFile(
  engine: SqlEngine,
  file: string,
  columns: readonly ParquetColumn[],
  delimiter: string,
): TextFile {
  const text = path.join(engine.scratchFolder, `${hexDigest(file, 16)}.log`);
  const lines = createTextFile(text);
  const types = columns.map(({ name, sqlType }) => `${sqlLiteral(name)}: ${sqlLiteral(sqlType)}`).join(', ');
  const names = columns.map(
    ({ name, parquetName }) => `${sqlIdentifier(name)} AS ${sqlIdentifier(parquetName)}`,
  );
  return {
    ...lines,
    close: async () => {
      await lines.close();
      mkdirSync(path.dirname(file), { recursive: true });
      await engine.run(
        `COPY (SELECT ${names.join(', ')} FROM read_csv(${sqlLiteral(text)}, auto_detect=false, header=true,
           delim=${sqlLiteral(delimiter)}, quote='', escape='', nullstr='-', columns={${types}}))
         TO ${sqlLiteral(file)} (FORMAT parquet, COMPRESSION snappy)`,
      );
      rmSync(text);
    },
  };
}
