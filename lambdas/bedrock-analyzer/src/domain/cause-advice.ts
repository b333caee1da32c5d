import type { RootCause } from '@egress/contracts';

/** What each cause is, as a clause, and what to do about it. */
export const CAUSE_ADVICE: Readonly<
  Record<RootCause, { readonly meaning: string; readonly advice: string }>
> = {
  'nat-s3': {
    meaning: 'S3 of the same region is read through a NAT gateway',
    advice:
      'Create an S3 gateway endpoint on every route table that leads to the NAT gateway: it is free of charge.',
  },
  'nat-ddb': {
    meaning: 'DynamoDB is used through a NAT gateway',
    advice:
      'Create a DynamoDB gateway endpoint on every route table that leads to the NAT gateway: it is free of charge.',
  },
  'nat-aws': {
    meaning: 'an AWS service is used through a NAT gateway',
    advice: 'Create an interface endpoint if the traffic is above its break-even.',
  },
  'nat-s3-xr': {
    meaning: 'S3 of another region is read through a NAT gateway',
    advice:
      'Move or replicate the bucket, or run the reader in its region; a gateway endpoint does not help.',
  },
  'nat-idle': { meaning: 'a NAT gateway is idle', advice: 'Delete it, or merge it with another.' },
  'vpce-drop': {
    meaning: 'an interface endpoint costs more than it saves',
    advice: 'Ask its owner whether a policy needs it; delete it if not.',
  },
  's3-iface': {
    meaning: 'S3 is used through an interface endpoint from inside the VPC',
    advice: 'Use the gateway endpoint inside the VPC; keep the interface endpoint for callers on premises.',
  },
  'xaz-chat': {
    meaning: 'own hosts talk across availability zones',
    advice:
      'Keep traffic in its zone: topology-aware routing, rack-aware clients, replicas read in the zone.',
  },
  'xaz-nat': {
    meaning: 'traffic goes to a NAT gateway in another availability zone',
    advice: 'Route every subnet to a NAT gateway of its own zone.',
  },
  'xr-repl': {
    meaning: 'data is replicated to or read from another region',
    advice: 'Narrow the replication to what is needed, compress it, or move the reader.',
  },
  's3-public': {
    meaning: 'a bucket is read by everyone',
    advice: 'Block public access to the bucket, or serve it through CloudFront with origin access control.',
  },
  'no-cf': {
    meaning: 'the internet is served without CloudFront',
    advice: 'Put CloudFront in front: transfer from AWS to it is free of charge.',
  },
  'cf-miss': {
    meaning: 'CloudFront serves more than it does at that hour, or misses its cache',
    advice: 'Compare cache policy and invalidations with the hours before; consider origin shield.',
  },
  'pubip-in': {
    meaning: 'own hosts talk to each other over public addresses',
    advice: 'Use private addresses or private DNS between them.',
  },
  'tgw-peer': {
    meaning: 'few VPCs exchange much through a transit gateway',
    advice: 'Peer the VPCs that exchange most.',
  },
  'flow-cost': {
    meaning: 'the flow logs themselves cost much',
    advice: 'Deliver them to S3 as Parquet, with the fields that are used.',
  },
  'ipv4-idle': { meaning: 'public IPv4 addresses are idle', advice: 'Release those that nobody knows.' },
  'sg-open': {
    meaning: 'a security group lets everyone in',
    advice: 'Revoke the rules for 0.0.0.0/0 and ::/0, and name the networks that need access.',
  },
  exfil: {
    meaning: 'a resource sends to networks that it never sent to',
    advice: 'Find out who started it; it may be a legitimate backup. If nobody did, isolate the resource.',
  },
  unknown: {
    meaning: 'nothing that is known tells the cause',
    advice: 'Look at the resource’s flows and changes around the onset.',
  },
};
