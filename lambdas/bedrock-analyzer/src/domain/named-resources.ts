/** What can only be the name of a resource, account or network, wherever it stands. */
const UNMISTAKABLE: readonly RegExp[] = [
  /\barn:[\w:/.*-]+/g,
  // Any address that a person or a shell could follow. Of a bucket's URI only the bucket counts.
  /\bs3:\/\/[\w.-]+/g,
  /(?<![\p{L}\p{N}])(?!s3:)[\p{L}][\p{L}\p{N}+.-]*:\/\/[^\s`"'«»<>()]+/gu,
  // Ids of EC2 and its kin, also made up ones that are too short or not hexadecimal.
  /\b(?:i|eni|eip|nat|igw|sg|sgr|vpc|vpce|subnet|rtb|tgw|tgw-attach|acl|fl|pcx|pl|vol|ami|snap)-[0-9a-z]+\b/g,
  // Account ids, addresses, networks, distributions, and last names of hosts, under whatever top-level domain.
  /\b\d{12}\b/g,
  /\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?/g,
  /(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){4,7}(?:\/\d{1,3})?/gi,
  /(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*::[0-9a-f:]*(?:\/\d{1,3})?/gi,
  /\bE[0-9A-Z]{12,13}\b/g,
  /(?<![\p{L}\p{N}_.-])(?<![\p{L}\p{N}_.+-]@)(?:[\p{L}\p{N}_.+-]+@)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.\p{L}{2,63}(?![\p{L}\p{N}_@-]|\.[\p{L}\p{N}])/gu,
];

/** A word beside the kind of a resource that has the form of a name rather than of an English word. */
const BESIDE_ITS_KIND: readonly RegExp[] = [
  /\b(?:bucket|instance|role|user|distribution|table|function)s?\s+["'«]?(?<name>[\w./]*[\d._-][\w./-]*\w)/gi,
  /\b(?:bucket|instance|role|user|distribution|table|function)s?\s+(?:named|called)\s+["'«]?(?<name>[\w./-]+)/gi,
  /(?<name>\b\w[\w-]*(?:[\d._]|-\w+-)[\w.-]*)["'»]?\s+bucket\b/gi,
];

/** What the prompt asks to set apart. */
const BACKTICKED = /`(?<name>[^`\n]{1,300})`/g;

/** Names of resources in a model's own words. Some that are none may be among them: an answer is refused rather than trusted. */
export function namedResources(text: string): readonly string[] {
  const unmistakable = UNMISTAKABLE.flatMap((pattern) => text.match(pattern) ?? []);
  const named = [...BESIDE_ITS_KIND, BACKTICKED].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups }) => groups?.['name'] ?? ''),
  );
  return [...new Set([...unmistakable, ...named])].map((name) => name.replace(/^s3:\/\/|[.,:;]+$/g, ''));
}
