import { TerraformElement } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * Leaves a resource, or the main resource of a construct, out of checks of the emitted JSON: id of the check → why it does
 * not apply here. The reasons are emitted under `//.exemptions` of the resource's block; tests/infrastructure reads them, and
 * fails for one that nothing needs.
 */
export function exempt(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const resource = construct.node.defaultChild ?? construct;
  if (!TerraformElement.isTerraformElement(resource)) {
    throw new Error(`${construct.node.path}: is no resource, and has none with the id Resource`);
  }
  for (const [check, reason] of Object.entries(reasons)) {
    resource.addOverride(`//.exemptions.${check}`, reason);
  }
}
