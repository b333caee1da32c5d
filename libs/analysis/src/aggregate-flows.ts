import { transformation, type SqlEngine } from '@egress/sql-engine';
import { ReadFingerprints } from './read-fingerprints';

/** Some flow-log files that fit through memory together, and the SELECT that reads them as `flow_records`. */
export interface FlowBatch {
  readonly sql: string;
}

/**
 * Reads flow logs batch by batch into the table `flow_conversations`, each record once, and returns how many copies
 * were left out. Memory is bounded by a batch and by the conversations, not by the records.
 *
 * Copies are rare, and comparing whole records is dear. So the first reading keeps a 64-bit fingerprint of each record;
 * only batches with a fingerprint that occurs twice are read again, and only those records compared in full.
 */
export async function aggregateFlows<Batch extends FlowBatch>(
  engine: SqlEngine,
  batches: readonly Batch[],
  onBatch: (batch: Batch) => Promise<void>,
): Promise<number> {
  await prepareTables(engine);
  const fingerprints = new ReadFingerprints(engine);
  for (const batch of batches) {
    await addConversations(engine, batch.sql);
    await fingerprints.add();
    await onBatch(batch);
  }
  const withDuplicates = await fingerprints.findDuplicates();
  const suspects = batches.filter((_, number) => withDuplicates.has(number));
  const copies = suspects.length === 0 ? 0 : await leaveCopiesOut(engine, batches, suspects);
  await engine.run('DROP TABLE flow_conversations; DROP VIEW IF EXISTS flow_records');
  await engine.run('ALTER TABLE conversations_read RENAME TO flow_conversations');
  return copies;
}

/** While batches are read, `flow_conversations` holds those of one batch, and `conversations_read` all so far. */
async function prepareTables(engine: SqlEngine): Promise<void> {
  // Of an earlier reading that failed.
  await engine.run('DROP VIEW IF EXISTS flow_records; DROP TABLE IF EXISTS flow_conversations');
  await engine.fillTable('flow_records');
  await engine.defineView('fingerprinted_flow_records');
  await engine.materialize('flow_conversations');
  await engine.run(
    'CREATE OR REPLACE TABLE conversations_read AS SELECT * EXCLUDE (fingerprints) FROM flow_conversations',
  );
  await engine.run('DROP TABLE flow_records');
}

async function addConversations(engine: SqlEngine, records: string): Promise<void> {
  await engine.run(`CREATE OR REPLACE VIEW flow_records AS ${records}`);
  await engine.materialize('flow_conversations');
  await engine.run('INSERT INTO conversations_read SELECT * EXCLUDE (fingerprints) FROM flow_conversations');
}

const IS_CANDIDATE = 'fingerprint IN (SELECT fingerprint FROM duplicate_fingerprints)';

async function leaveCopiesOut(
  engine: SqlEngine,
  batches: readonly FlowBatch[],
  suspects: readonly FlowBatch[],
): Promise<number> {
  const copies = await compareCandidates(engine, suspects);
  // Records that differ in what the fingerprint leaves out are no copies: then the first reading stands.
  if (copies > 0) await rebuildConversations(engine, batches);
  await engine.run('DROP TABLE candidate_records; DROP TABLE deduplicated_flow_records');
  return copies;
}

/** Compares the candidates by whole records into `deduplicated_flow_records`; returns how many are copies. */
async function compareCandidates(engine: SqlEngine, suspects: readonly FlowBatch[]): Promise<number> {
  await engine.run('CREATE OR REPLACE TABLE candidate_records AS SELECT * FROM flow_records LIMIT 0');
  for (const batch of suspects) {
    await engine.run(`CREATE OR REPLACE VIEW flow_records AS ${batch.sql}`);
    await engine.run(
      `INSERT INTO candidate_records BY NAME
       SELECT * EXCLUDE (fingerprint) FROM fingerprinted_flow_records WHERE ${IS_CANDIDATE}`,
    );
  }
  await engine.run('CREATE OR REPLACE VIEW flow_records AS SELECT * FROM candidate_records');
  await engine.materialize('deduplicated_flow_records');
  const { copies } = await engine.queryOne<{ copies: number }>(
    'SELECT (SELECT count(*) FROM candidate_records) - (SELECT count(*) FROM deduplicated_flow_records) AS copies',
  );
  return copies;
}

/** Reads everything again, now without the candidates, and adds what is left of them. */
async function rebuildConversations(engine: SqlEngine, batches: readonly FlowBatch[]): Promise<void> {
  const fingerprinted = transformation('fingerprinted_flow_records');
  await engine.run('TRUNCATE conversations_read');
  await engine.run(
    `CREATE OR REPLACE VIEW fingerprinted_flow_records AS SELECT * FROM (${fingerprinted}) WHERE NOT ${IS_CANDIDATE}`,
  );
  for (const batch of batches) await addConversations(engine, batch.sql);
  await engine.defineView('fingerprinted_flow_records');
  await addConversations(engine, 'SELECT * FROM deduplicated_flow_records');
}
