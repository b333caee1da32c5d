import { transformation, type SqlEngine } from '@egress/sql-engine';

/** Some flow-log files that fit through memory together, and the SELECT that reads them as `flow_records`. */
export interface FlowBatch {
  readonly sql: string;
}

/**
 * Reads flow logs batch by batch into the table `flow_conversations`, each record once, and returns how many copies
 * were left out. Memory is bounded by a batch and by the conversations, not by the records.
 *
 * Copies are rare, and comparing whole records is dear. So the first reading keeps a 64-bit fingerprint of each record;
 * only if some fingerprint occurs twice are the files read again, and only those records compared in full.
 */
export async function aggregateFlows<Batch extends FlowBatch>(
  engine: SqlEngine,
  batches: readonly Batch[],
  onBatch: (batch: Batch) => Promise<void>,
): Promise<number> {
  // Of an earlier reading that failed.
  await engine.run('DROP VIEW IF EXISTS flow_records');
  await engine.fillTable('flow_records');
  await engine.defineView('fingerprinted_flow_records');
  await engine.materialize('flow_conversations');
  await engine.run('DROP TABLE flow_records');
  for (const batch of batches) {
    await addConversations(engine, batch.sql);
    await onBatch(batch);
  }
  await engine.materialize('record_fingerprints');
  await engine.materialize('duplicate_fingerprints');
  await engine.run('DROP TABLE record_fingerprints');
  const { candidates } = await engine.queryOne<{ candidates: number }>(
    'SELECT count(*) AS candidates FROM duplicate_fingerprints',
  );
  return candidates === 0 ? 0 : aggregateWithoutDuplicates(engine, batches);
}

async function addConversations(engine: SqlEngine, records: string): Promise<void> {
  await engine.run(`CREATE OR REPLACE VIEW flow_records AS ${records}`);
  await engine.run(`INSERT INTO flow_conversations ${transformation('flow_conversations')}`);
}

async function aggregateWithoutDuplicates(engine: SqlEngine, batches: readonly FlowBatch[]): Promise<number> {
  const copies = await compareCandidates(engine, batches);
  // Records that differ in what the fingerprint leaves out are no copies: then the first reading stands.
  if (copies > 0) await rebuildConversations(engine, batches);
  await engine.run(
    'DROP VIEW flow_records; DROP TABLE candidate_records; DROP TABLE deduplicated_flow_records',
  );
  return copies;
}

const IS_CANDIDATE = 'fingerprint IN (SELECT fingerprint FROM duplicate_fingerprints)';

/** Compares the candidates by whole records into `deduplicated_flow_records`; returns how many are copies. */
async function compareCandidates(engine: SqlEngine, batches: readonly FlowBatch[]): Promise<number> {
  await engine.run('CREATE OR REPLACE TABLE candidate_records AS SELECT * FROM flow_records LIMIT 0');
  for (const batch of batches) {
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
  await engine.run('TRUNCATE flow_conversations');
  await engine.run(
    `CREATE OR REPLACE VIEW fingerprinted_flow_records AS SELECT * FROM (${fingerprinted}) WHERE NOT ${IS_CANDIDATE}`,
  );
  for (const batch of batches) await addConversations(engine, batch.sql);
  await engine.defineView('fingerprinted_flow_records');
  await addConversations(engine, 'SELECT * FROM deduplicated_flow_records');
}
