import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';
import { openApi } from './openapi.js';

test('openapi.json is what the contract says (npm run openapi writes it)', () => {
  const committed: unknown = JSON.parse(readFileSync(join(packageRoot(), 'apps/api/openapi.json'), 'utf8'));
  expect(committed).toEqual(JSON.parse(JSON.stringify(openApi())));
});
