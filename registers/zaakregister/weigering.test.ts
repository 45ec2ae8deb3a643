import { describe, expect, it } from 'vitest';
import { Zaakweigering } from './poort.ts';
import { foutVan } from './weigering.ts';

/** Answers as Open Zaak gives them (ZGW standard, `ValidatieFout` and `Fout`). */
const validatie = (...invalidParams: { name: string; code: string; reason: string }[]) => ({
  type: 'https://openzaak.test/ref/fouten/ValidationError/',
  code: 'invalid',
  title: 'Invalid input.',
  status: 400,
  detail: '',
  instance: 'urn:uuid:1',
  invalidParams,
});

describe('an answer that is no success', () => {
  it('names the field and the reason when somebody must mend something', () => {
    const fout = foutVan(
      400,
      'zaken',
      validatie({ name: 'zaaktype', code: 'not-published', reason: 'Het zaaktype is nog een concept.' }),
    );
    expect(fout).toBeInstanceOf(Zaakweigering);
    expect(fout).toMatchObject({ veld: 'zaken.zaaktype', code: 'not-published' });
    expect(fout.message).toBe('zaken.zaaktype: Het zaaktype is nog een concept. (not-published)');
  });

  it.each([
    [403, { code: 'permission_denied', detail: 'U heeft geen toestemming.' }, 'permission_denied, HTTP 403'],
    [404, undefined, 'geweigerd, HTTP 404'],
    [413, '<html>', 'geweigerd, HTTP 413'],
  ])('of status %i is a refusal, also without a body that can be read', (status, body, code) => {
    expect(foutVan(status, 'zaken', body)).toMatchObject({ name: 'Zaakweigering', veld: 'zaken', code });
  });

  it.each([500, 502, 503, 504, 408, 429])('of status %i passes by itself', (status) => {
    expect(foutVan(status, 'zaken', undefined)).not.toBeInstanceOf(Zaakweigering);
  });

  it.each(['identificatie-niet-uniek', 'unique', 'date-in-future'])(
    'with the code %s passes: the next attempt finds what is there',
    (code) => {
      const fout = foutVan(400, 'zaken', validatie({ name: 'identificatie', code, reason: 'x' }));
      expect(fout).not.toBeInstanceOf(Zaakweigering);
    },
  );

  it('is a refusal when only one of its complaints passes', () => {
    const fout = foutVan(
      400,
      'zaken',
      validatie(
        { name: 'zaaktype', code: 'bad-url', reason: 'x' },
        { name: 'identificatie', code: 'unique', reason: 'y' },
      ),
    );
    expect(fout).toMatchObject({ veld: 'zaken.zaaktype' });
  });

  it('about a rol repeats nothing that the register says', () => {
    const reason = '"999991772" is geen BSN van Jan de Vries.';
    const fout = foutVan(
      400,
      'rollen',
      validatie({ name: 'betrokkeneIdentificatie.inpBsn', code: 'invalid', reason }),
    );
    expect(fout).toMatchObject({ veld: 'rollen.betrokkeneIdentificatie.inpBsn', code: 'invalid' });
    expect(JSON.stringify(fout) + fout.message).not.toMatch(/999991772|Vries/);
  });
});
