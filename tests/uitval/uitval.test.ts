import { expect, it } from 'vitest';
import { formatReport } from '../../bench/uitval/report.ts';
import { runUitval } from '../../bench/uitval/run.ts';

// The short version of `npm run uitval`: the whole system in processes of its own, killed while klanten write.
it('loses nothing and does nothing twice while its parts are killed', async () => {
  const report = await runUitval({
    seconds: 18,
    perSecond: 8,
    kills: 6,
    seed: 20_261_123,
    patience: 200,
    say: () => undefined,
  });
  const killed = new Set(report.kills.map(({ part }) => part));
  expect([...killed].sort()).toEqual(['api', 'postgres', 'temporal', 'worker']);
  expect(report.kills).toHaveLength(6);
  expect(report.nooitBevestigd).toBe(0);
  expect(Object.keys(report.verzonden).sort()).toEqual(['chat', 'email', 'sms']);
  const wrong = report.checks.filter((check) => check.wrong.length > 0);
  expect(wrong, formatReport(report)).toEqual([]);
  // A check that looked at nothing proves nothing.
  expect(report.checks.filter(({ looked }) => looked === 0)).toEqual([]);
}, 420_000);
