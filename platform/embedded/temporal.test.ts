import { expect, it } from 'vitest';
import { saysItListens, serverArguments } from './temporal.ts';

const text = (extra: object = {}) =>
  serverArguments({ executable: 'temporal', port: 7233, ...extra }).join(' ');

it('listens on loopback only, and registers the search attributes', () => {
  expect(text()).toContain('--ip 127.0.0.1 --port 7233 --headless');
  expect(text()).toContain('--search-attribute WachtOp=Keyword --search-attribute Uiterlijk=Datetime');
});

it('takes the brakes off', () => {
  expect(text()).toContain('--dynamic-config-value history.transferProcessorMaxPollRPS=10000');
});

it('writes ahead when it has a file', () => {
  expect(text()).not.toContain('sqlite');
  expect(text({ database: '/data/temporal.db' })).toContain(
    '--db-filename /data/temporal.db --sqlite-pragma journal_mode=wal --sqlite-pragma synchronous=normal',
  );
});

it('tells the Web UI where to decode', () => {
  const ui = text({ uiPort: 8233, codecEndpoint: 'http://localhost:3000/codec' });
  expect(ui).toContain('--ui-port 8233');
  expect(ui).toContain('--ui-codec-endpoint http://localhost:3000/codec');
});

it('believes only the server itself that it listens', () => {
  expect(saysItListens('Temporal Server:      localhost:7233', 7233)).toBe(true);
  expect(saysItListens('Temporal Server:      localhost:17233', 7233)).toBe(false);
  expect(saysItListens('error: cannot listen on 127.0.0.1:7233', 7233)).toBe(false);
});
