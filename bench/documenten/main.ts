import { Command } from 'commander';
import { startS3 } from '../../tests/support/s3.ts';
import { formatFigures, holds } from '../prestatie/figures.ts';
import { startSystem } from '../system.ts';
import { meetDocument } from './meting.ts';

// `npm run bench:documenten`: how much memory a large document costs, and how fast it goes.
const program = new Command('npm run bench:documenten --')
  .option('--gib <n>', 'size of the document', Number, 4)
  .option('--s3', 'in a bucket of an S3 server, instead of the folder')
  .parse();
const { gib, s3 } = program.opts<{ gib: number; s3?: true }>();

const bucket = s3 ? await startS3() : undefined;
const systeem = await startSystem({ LOG_LEVEL: 'warn', ...(bucket ? { S3_URL: bucket.url } : {}) });
try {
  const figures = await meetDocument(systeem, gib * 1_024 ** 3);
  console.log(`\nA document of ${gib} GiB, ${s3 ? 'in a bucket (s3rver)' : 'in the folder'}\n`);
  console.log(formatFigures(figures));
  process.exitCode = figures.every(holds) ? 0 : 1;
} finally {
  await systeem.stop();
  await bucket?.stop();
}
