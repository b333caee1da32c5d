/** What turns conversations into classed flows, in the order in which each needs the one before. */
export const CLASSIFICATION = [
  'hourly_conversations',
  'addresses',
  'interfaces',
  'interface_addresses',
  'flow_legs',
  'hosts',
  'host_sightings',
  'leg_routes',
  'placed_legs',
  'egress_flows',
  'access_log_flows',
] as const;
