import { createServer } from 'node:http';
import express from 'express';
import { maximumHeaderBytes } from '../../api/security.ts';
import { createZgwRouter } from '../../api/zgw/zgw.ts';
import { createLogger } from '../../platform/logging.ts';

/** The register APIs as a process of its own, which can be killed: `registerproces.ts <database> <folder> <port>`. */
const [databaseUrl = '', folder = '', port = ''] = process.argv.slice(2);
const zgw = await createZgwRouter({
  config: {
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: 6,
    SCHAKEL_URL: 'http://schakel.test',
    SCHAKEL_EMBEDDED: true,
    SCHAKEL_DATA: folder,
    NODE_ENV: 'test',
  },
  log: createLogger('registers', 'silent'),
  nu: () => new Date(),
  leeslog: true,
});
createServer({ maxHeaderSize: maximumHeaderBytes }, express().use(zgw.router)).listen(
  Number(port),
  '127.0.0.1',
  () => process.send?.('ready'),
);
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));
