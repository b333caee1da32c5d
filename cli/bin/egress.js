#!/usr/bin/env node
'use strict';

const path = require('node:path');

// tsx would otherwise read the tsconfig.json of the folder the user happens to be in.
process.env.TSX_TSCONFIG_PATH = path.join(__dirname, '../tsconfig.json');
require('tsx/cjs');

const { main } = require('../src/main.ts');

void main(process.argv.slice(2)).then((exitCode) => (process.exitCode = exitCode));
