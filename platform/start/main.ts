import path from 'node:path';
import { start } from './start.ts';

await start(path.resolve(import.meta.dirname, '../..'), process.argv.slice(2), process.env);
