import type { SqlEngine } from '@egress/sql-engine';
import type { Inventory } from './inventory';
import { placementIn } from './placement';
import { addressRows } from './tables/addresses';
import { endpointRows, gatewayEndpointRows } from './tables/endpoints';
import { instanceRows } from './tables/instances';
import { interfaceRows } from './tables/interfaces';
import { natGatewayRows } from './tables/nat-gateways';
import { routeRows } from './tables/routes';
import { subnetRows } from './tables/subnets';
import { vpcRows } from './tables/vpcs';

/** Fills the reference tables that an inventory feeds (`ref_vpcs` … `ref_instances`); all empty for `emptyInventory`. */
export async function loadInventory(engine: SqlEngine, inventory: Inventory): Promise<void> {
  const placement = placementIn(inventory);
  await engine.fillTable('ref_vpcs', vpcRows(inventory, placement));
  await engine.fillTable('ref_subnets', subnetRows(inventory, placement));
  await engine.fillTable('ref_interfaces', interfaceRows(inventory, placement));
  await engine.fillTable('ref_addresses', addressRows(inventory));
  await engine.fillTable('ref_routes', routeRows(inventory));
  await engine.fillTable('ref_gateway_endpoints', gatewayEndpointRows(inventory));
  await engine.fillTable('ref_nat_gateways', natGatewayRows(inventory, placement));
  await engine.fillTable('ref_endpoints', endpointRows(inventory, placement));
  await engine.fillTable('ref_instances', instanceRows(inventory, placement));
}
