export interface Bucket {
  readonly name: string;
  readonly region: string;
}

export interface Distribution {
  readonly distributionId: string;
  readonly domainName: string;
  readonly host: string;
}

/** A public site's images, read by anybody. */
export const ASSETS_BUCKET: Bucket = { name: 'storefront-assets', region: 'us-east-1' };
/** Private; `public-bucket-drained` opens it. */
export const DATA_LAKE_BUCKET: Bucket = { name: 'storefront-data-lake', region: 'us-east-1' };
/** Private, in the other region. */
export const BACKUP_BUCKET: Bucket = { name: 'storefront-backups-west', region: 'us-west-2' };

export const DISTRIBUTION: Distribution = {
  distributionId: 'E2QWRUHEXAMPLE',
  domainName: 'd111111abcdef8.cloudfront.net',
  host: 'www.example-shop.com',
};
