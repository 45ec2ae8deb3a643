import type { Uitvalrapport } from './run.ts';

const shown = 5;

/** The report as a table for people, ending with the line to count by. */
export function formatReport(report: Uitvalrapport): string {
  const perKanaal = Object.entries(report.verzonden).map(([kanaal, count]) => `${kanaal} ${count}`);
  const restarts = Object.entries(report.restarts).map(([part, count]) => `${part} ${count}`);
  const workflows = Object.entries(report.workflows).map(([status, count]) => `${status} ${count}`);
  const facts = [
    ['seed', report.opties.seed],
    ['kills (SIGKILL)', report.kills.length],
    ['restarts', restarts.join(', ')],
    ['conversations', report.gesprekken],
    ['messages', perKanaal.join(', ')],
    ['confirmed', report.bevestigd],
    ['repeated attempts', report.herhaald],
    ['never confirmed', report.nooitBevestigd],
    ['slowest confirmation', `${report.langsteBevestiging.toFixed(1)} s`],
    ['verzoeken', report.verzoeken],
    ['mails handed over again', report.mailsOpnieuwAangeboden],
    ['workflows', workflows.join(', ')],
    ['drained after', `${report.drainSeconds.toFixed(1)} s`],
  ].map(([name, value]) => `  ${String(name).padEnd(26)}${value}`);
  const checks = report.checks.flatMap(({ naam, looked, wrong }) => [
    `  ${wrong.length === 0 ? '✔' : '✖'} ${naam.padEnd(52)}${String(looked).padStart(7)}${wrong.length > 0 ? `   ${wrong.length} wrong` : ''}`,
    ...wrong.slice(0, shown).map((line) => `      ${line}`),
  ]);
  const failed = report.checks.filter(({ wrong }) => wrong.length > 0).length;
  return [...facts, '', ...checks, '', `${report.checks.length - failed} passed, ${failed} failed`].join(
    '\n',
  );
}
