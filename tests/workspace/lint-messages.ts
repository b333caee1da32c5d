import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { readProjects, WORKSPACE_ROOT } from './project-graph';

export interface Source {
  /** Where the source would stand, from the root of the workspace. */
  readonly file: string;
  readonly source: string;
}

export interface LintMessage {
  readonly ruleId: string | null;
  readonly message: string;
  /** The file could not be parsed, and so was not checked. */
  readonly fatal?: boolean;
}

/** What ESLint says about each source; the project graph is read first because a rule needs it in Nx's cache. */
export function lintMessages(sources: readonly Source[]): LintMessage[][] {
  readProjects();
  const json = execFileSync(process.execPath, [path.join(__dirname, 'lint-sources.mjs')], {
    cwd: WORKSPACE_ROOT,
    input: JSON.stringify(sources),
    encoding: 'utf8',
  });
  return JSON.parse(json) as LintMessage[][];
}
