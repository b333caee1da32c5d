#!/usr/bin/env node
'use strict';

const path = require('node:path');

// tsx would otherwise read the tsconfig.json of the folder the user happens to be in.
process.env.TSX_TSCONFIG_PATH = path.join(__dirname, '../tsconfig.json');
// What the AWS SDK thinks of the version of Node is no message of ours.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
require('tsx/cjs');

const { main } = require('../src/main.ts');

// Exiting, rather than dying of the signal, deletes what is in the temporary folder.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
// `egress … | head` has seen enough.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

void main(process.argv.slice(2)).then((exitCode) => (process.exitCode = exitCode));
