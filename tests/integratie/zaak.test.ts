import { describe } from 'vitest';
import { startSysteem } from '../support/systeem.ts';
import { tellZaakverhaal } from '../support/zaakverhaal.ts';

describe('a melding with its zaak in our own tables', () => {
  tellZaakverhaal(async () => {
    const systeem = await startSysteem();
    return { systeem, registerUrl: systeem.url, stop: () => systeem.stop() };
  });
});
