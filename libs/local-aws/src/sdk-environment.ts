/** What the SDKs, the command line and Terraform's provider read from the environment. */
export interface SdkEnvironment extends Readonly<Record<string, string>> {
  readonly AWS_ENDPOINT_URL: string;
  readonly AWS_REGION: string;
  /** The emulators take an access key of twelve digits for the account. */
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
}

/** Where an endpoint is, for which account and region. */
export interface EndpointOfAccount {
  readonly endpointUrl: string;
  readonly account: string;
  readonly region: string;
}

/** The standard variables, and none of the optional files of credentials and configuration in the home folder. */
export function sdkEnvironment({ endpointUrl, account, region }: EndpointOfAccount): SdkEnvironment {
  return {
    AWS_ENDPOINT_URL: endpointUrl,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}
