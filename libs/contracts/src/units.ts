/** AWS bills a GB of 2^30 bytes. */
export const BYTES_PER_GB = 2 ** 30;
/** AWS's month in hours, as its price examples and Cost Explorer forecasts use it. */
export const HOURS_PER_MONTH = 730;
