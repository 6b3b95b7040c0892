import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';
import { openApi } from './openapi.js';

writeFileSync(join(packageRoot(), 'apps/api/openapi.json'), `${JSON.stringify(openApi(), null, 2)}\n`);
