import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom. Every project has one `type:` and one `scope:` tag, and an import must be allowed on both axes;
 * tests/workspace proves that a violation fails and that no project lacks a tag.
 */
const DEP_CONSTRAINTS = [
  { sourceTag: 'type:contract', onlyDependOnLibsWithTags: ['type:contract'] },
  { sourceTag: 'type:util', onlyDependOnLibsWithTags: ['type:util', 'type:contract'] },
  { sourceTag: 'type:feature', onlyDependOnLibsWithTags: ['type:feature', 'type:util', 'type:contract'] },
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:feature', 'type:util', 'type:contract'] },
  {
    sourceTag: 'type:lambda',
    onlyDependOnLibsWithTags: ['type:util', 'type:contract'],
    bannedExternalImports: ['cdktf', 'constructs', '@cdktf/*'],
  },
  {
    sourceTag: 'type:module',
    onlyDependOnLibsWithTags: ['type:module', 'type:util', 'type:contract'],
    bannedExternalImports: ['@aws-sdk/*', '@aws-lambda-powertools/*'],
  },
  {
    sourceTag: 'type:stack',
    onlyDependOnLibsWithTags: ['type:module', 'type:lambda', 'type:util', 'type:contract'],
    bannedExternalImports: ['@aws-sdk/*', '@aws-lambda-powertools/*'],
  },
  {
    sourceTag: 'type:composition',
    onlyDependOnLibsWithTags: ['type:stack', 'type:module', 'type:util', 'type:contract'],
    bannedExternalImports: ['@aws-sdk/*', '@aws-lambda-powertools/*'],
  },
  { sourceTag: 'type:test', onlyDependOnLibsWithTags: ['*'] },
  { sourceTag: 'type:bench', onlyDependOnLibsWithTags: ['*'] },
  { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
  { sourceTag: 'scope:analysis', onlyDependOnLibsWithTags: ['scope:analysis', 'scope:shared'] },
  { sourceTag: 'scope:simulation', onlyDependOnLibsWithTags: ['scope:simulation', 'scope:shared'] },
  { sourceTag: 'scope:report', onlyDependOnLibsWithTags: ['scope:report', 'scope:shared'] },
  { sourceTag: 'scope:lambda', onlyDependOnLibsWithTags: ['scope:lambda', 'scope:shared'] },
  {
    sourceTag: 'scope:infrastructure',
    onlyDependOnLibsWithTags: ['scope:infrastructure', 'scope:lambda', 'scope:shared'],
  },
  { sourceTag: 'scope:cli', onlyDependOnLibsWithTags: ['*'] },
  { sourceTag: 'scope:workspace', onlyDependOnLibsWithTags: ['*'] },
];

export default tseslint.config(
  { ignores: ['**/.venv/', '**/node_modules/', '**/dist/', '**/cdktf.out/', '.nx/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { depConstraints: DEP_CONSTRAINTS }],
      // Only the type-aware rules that find real bugs: the full set takes three times as long.
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      complexity: ['error', 12],
      eqeqeq: 'error',
      'max-depth': ['error', 4],
      'max-lines': ['error', 250],
      'max-params': ['error', 5],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    extends: [tseslint.configs.strict],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['libs/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Take it as an option: the command line reads the environment.',
        },
        {
          object: 'process',
          property: 'exit',
          message: 'Throw an Error: the command line turns it into an exit code.',
        },
      ],
    },
  },
  {
    files: ['stacks/**/*.ts', 'modules/**/*.ts', 'tests/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@cdktf/provider-aws',
              message:
                'Import @cdktf/provider-aws/lib/<resource>: the root loads every resource, which takes seconds.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      'max-lines': 'off',
      // A test says what must be there; the assertion that follows fails if it is not.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // AssemblyScript cannot import types alone.
    files: ['libs/*/assembly/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  { files: ['cli/**/*.ts', 'tests/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  prettier,
);
