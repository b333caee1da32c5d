/** The one variant of our endpoints. Blue/green deployments need the same name before and after. */
export const VARIANT = 'AllTraffic';
