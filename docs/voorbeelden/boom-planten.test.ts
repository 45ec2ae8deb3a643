import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Procesproef, startProcesproef } from '../../tests/support/procesproef.ts';

let proef: Procesproef;
beforeAll(async () => {
  proef = await startProcesproef('docs/voorbeelden/boom-planten.run.ts');
});
afterAll(() => proef.stop());

it('tells that it came in, lets somebody plan, and tells the outcome', async () => {
  const verzoek = await proef.begin('boom-planten', { boom: 'linde', aantal: 2 });
  await verzoek.finishTaak('plannen', { lukt: false });
  expect(await verzoek.end()).toEqual([
    'stuur ontvangstbevestiging',
    'taak plannen',
    'gesloten geen-plek',
    'stuur afronding',
  ]);
});

it('marks the task as late after ten working days, and still waits', async () => {
  const verzoek = await proef.begin('boom-planten', { boom: 'esdoorn', aantal: 1 });
  await verzoek.until('taak plannen');
  await proef.sleep('20 days');
  await verzoek.finishTaak('plannen', { lukt: true });
  expect(await verzoek.end()).toContain('gebeurtenis taak-te-laat');
});

it('stops when the klant withdraws', async () => {
  const verzoek = await proef.begin('boom-planten', { boom: 'linde', aantal: 1 });
  await verzoek.withdraw();
  expect(await verzoek.end()).toContain('gesloten ingetrokken');
});
