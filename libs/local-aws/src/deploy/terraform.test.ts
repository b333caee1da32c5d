import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findProvider, terraformEnvironment, trustProvider } from './terraform';

it('leaves out whatever would lead Terraform to a real account, and settings that are not there', () => {
  const environment = terraformEnvironment({
    PATH: '/usr/bin',
    AWS_PROFILE: 'production',
    AWS_ENDPOINT_URL_S3: 'https://s3.example',
    TF_CLI_CONFIG_FILE: '/nowhere/terraform.rc',
  });
  expect(environment).toMatchObject({ PATH: '/usr/bin', AWS_SHARED_CREDENTIALS_FILE: os.devNull });
  expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(['AWS_PROFILE']));
  expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(['AWS_ENDPOINT_URL_S3']));
  expect(environment).not.toHaveProperty('TF_CLI_CONFIG_FILE');
  expect(terraformEnvironment({ TF_CLI_CONFIG_FILE: __filename })).toMatchObject({
    TF_CLI_CONFIG_FILE: __filename,
  });
});

it('has no colours, in which nothing would be recognised, whoever wants them', () => {
  expect(terraformEnvironment({ FORCE_COLOR: 'true' })).toMatchObject({ FORCE_COLOR: '0' });
});

it('says that there is no Terraform', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'terraform-'));
  expect(findProvider({ PATH: folder }, folder)).toEqual({
    missing: expect.stringMatching(/^no Terraform was found.*hashicorp.com/),
  });
});

it('points plans and applies to the provider of this platform', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'terraform-'));
  const provider = path.join(folder, 'registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64');
  mkdirSync(provider, { recursive: true });
  expect(readFileSync(trustProvider(folder, folder), 'utf8')).toContain(
    `dev_overrides { "hashicorp/aws" = "${provider}" }`,
  );
});
