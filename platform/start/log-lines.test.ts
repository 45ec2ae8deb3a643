import { expect, it } from 'vitest';
import { levelNumber, messageOf, parseLogLine, reasonIn } from './log-lines.ts';

it('reads lines of pino and no others', () => {
  expect(parseLogLine('{"level":40,"msg":"slow"}')).toMatchObject({ level: 40 });
  expect(parseLogLine('{"temperature":40}')).toBeUndefined();
  expect(parseLogLine('{broken')).toBeUndefined();
  expect(parseLogLine('plain')).toBeUndefined();
});

it('names the cause once', () => {
  expect(messageOf({ level: 50, msg: 'no database', err: { message: 'refused' } })).toBe(
    'no database: refused',
  );
  expect(messageOf({ level: 50, msg: 'refused', err: { message: 'refused' } })).toBe('refused');
});

it('finds the reason of an end', () => {
  expect(reasonIn(['{"level":30,"msg":"hello"}', '{"level":60,"msg":"cannot bundle"}', 'bye'])).toBe(
    'cannot bundle',
  );
  const printed = [
    'node:events:497',
    'Error: listen EADDRINUSE',
    '    at Server.x',
    "Emitted 'error' event",
    'Node.js v20.20.2',
  ];
  expect(reasonIn(printed)).toBe('Error: listen EADDRINUSE');
  expect(reasonIn(['{"level":30,"msg":"tick"}'])).toBeUndefined();
});

it('takes an unknown level for warn', () => {
  expect(levelNumber(undefined)).toBe(40);
  expect(levelNumber('debug')).toBe(20);
});
