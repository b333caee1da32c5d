import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { DESCRIPTIONS, emptyInventory, RESOURCE_KINDS, type Inventory, type ResourceKind } from './inventory';

const REGION = /(?<![a-z0-9-])[a-z]{2}(?:-[a-z]+)+-\d(?![a-z0-9])/g;

/**
 * Reads the `describe-*.json` of the AWS CLI below a folder, however deep: `describe-subnets.json`, in folders per
 * account and region, or with a prefix (`us-west-2.describe-subnets.json`). Throws an error that names the folder when
 * there are none, and the file and the place in it when one is not what the CLI prints.
 */
export function readInventory(folder: string): Inventory {
  const files = listFiles(folder).filter((file) => kindOf(file) !== undefined);
  if (files.length === 0) {
    throw new Error(`${folder}: holds no describe-*.json; make them with: egress inventory --out ${folder}`);
  }
  return readInventoryFiles(files);
}

/**
 * As `readInventory`, of these files, whatever they are called; JSON of other calls is passed over. A resource that
 * several files describe is taken from the first.
 */
export function readInventoryFiles(files: readonly string[]): Inventory {
  const inventory = structuredClone(emptyInventory) as { [K in ResourceKind]: unknown[] };
  const seen = new Set<string>();
  for (const file of files) {
    const document = parseJson(file);
    const kind = kindOf(file) ?? RESOURCE_KINDS.find((each) => DESCRIPTIONS[each].key in document);
    if (kind === undefined) continue;
    const describedIn = file.match(REGION)?.at(-1) ?? null;
    for (const { id, resource } of describedResources(file, document, kind)) {
      if (seen.has(id)) continue;
      seen.add(id);
      inventory[kind].push({ ...resource, describedIn });
    }
  }
  return inventory as unknown as Inventory;
}

function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    throw new Error(`${folder}: the inventory cannot be read (${(error as Error).message})`, {
      cause: error,
    });
  }
}

function kindOf(file: string): ResourceKind | undefined {
  const name = path.basename(file);
  return RESOURCE_KINDS.find((kind) =>
    new RegExp(`(?:^|[._-])${DESCRIPTIONS[kind].command}\\.json$`).test(name),
  );
}

function describedResources(
  file: string,
  document: Readonly<Record<string, unknown>>,
  kind: ResourceKind,
): { id: string; resource: object }[] {
  const { command, key } = DESCRIPTIONS[kind];
  const schema = DESCRIPTIONS[kind].schema as z.ZodType<object[]>;
  const idOf = DESCRIPTIONS[kind].idOf as (resource: object) => string;
  if (!(key in document)) throw new Error(`${file}: has no "${key}" at its top level. ${hintFor(command)}`);
  const result = schema.safeParse(document[key]);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(
      `${file}: ${jsonPath([key, ...(issue?.path ?? [])])}: ${issue?.message}. ${hintFor(command)}`,
    );
  }
  return result.data.map((resource) => ({ id: idOf(resource), resource }));
}

/** `$.Vpcs[1].VpcId` */
function jsonPath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>(
    (text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`),
    '$',
  );
}

function parseJson(file: string): Readonly<Record<string, unknown>> {
  try {
    const document: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
    return typeof document === 'object' && document !== null ? (document as Record<string, unknown>) : {};
  } catch (error) {
    const kind = kindOf(file);
    const hint = hintFor(kind ? DESCRIPTIONS[kind].command : 'describe-…');
    throw new Error(`${file}: is no JSON (${(error as Error).message}). ${hint}`, { cause: error });
  }
}

function hintFor(command: string): string {
  return `Save the whole output of: aws ec2 ${command} --output json`;
}
