import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the demo writes. */
export interface DemoFolder {
  readonly root: string;
  /** What AWS would have delivered, and the inventory. */
  readonly data: string;
  /** What the analysis wrote of it. */
  readonly tables: string;
  readonly features: string;
  /** Terraform's state, and what cdktf and Terraform said. */
  readonly deployment: string;
  readonly report: string;
}

/** Tells a folder of the demo from any other. */
const MARK = '.egress-demo';

/** An empty folder for the demo in place of that of an earlier demo. Throws, and deletes nothing, if it is anybody else's. */
export function claimDemoFolder(root: string): DemoFolder {
  const isOthers = existsSync(root) && readdirSync(root).length > 0 && !existsSync(path.join(root, MARK));
  if (isOthers) {
    throw new Error(
      `${root} is there and not from a demo: give another folder with --out, nothing was deleted`,
    );
  }
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  writeFileSync(path.join(root, MARK), 'egress demo replaces this folder.\n');
  const within = (name: string) => path.resolve(root, name);
  const folder = { root, data: within('data'), tables: within('tables'), features: within('features') };
  const deployment = within('deployment');
  mkdirSync(deployment);
  return { ...folder, deployment, report: path.join(root, 'report.html') };
}
