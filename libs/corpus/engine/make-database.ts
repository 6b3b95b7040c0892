/** Makes the embedded engine's database in the folder given, and ends. Started by engine-process.ts. */
import { openDatabase } from './database.js';

const [dataDir] = process.argv.slice(2) as [string];
await (await openDatabase(dataDir)).close();
