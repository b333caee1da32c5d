import { CONFIGURATIONS } from '../configurations';
import { emit, resourcesOf } from '../emitted-environment';
import { AI_ORCHESTRATION } from './ai-orchestration';
import { CORE } from './core';
import { ETL } from './etl';
import { INGESTION } from './ingestion';
import { ML_PLATFORM } from './ml-platform';
import { MONITORING } from './monitoring';

const REQUIRED = [...CORE, ...INGESTION, ...ETL, ...ML_PLATFORM, ...AI_ORCHESTRATION, ...MONITORING];

const { 'everything switched on': everything } = CONFIGURATIONS;
const resources = resourcesOf(emit(everything!).stacks);

describe('the requirements', () => {
  it.each(REQUIRED)('$name is $type at $address', ({ type, address, block = {} }) => {
    const found = resources.find((resource) => resource.address === address);
    expect(found).toMatchObject({ type, block });
  });
});
