/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code that is replaced has templates in it. */

/**
 * Faults that would let somebody see or do what is not for them. Each is put into the code while it is loaded, and must
 * turn the tests of the rights red: a test that stays green with a leak in the code tells nothing.
 */
export interface Lek {
  naam: string;
  bestand: string;
  /** Stands in the file exactly once. */
  van: string;
  naar: string;
  /** The test file in `tests/integratie` that must see it. */
  proef: 'rechten' | 'autorisatie' | 'lekken';
}

export const lekken: readonly Lek[] = [
  {
    naam: 'one object: its vertrouwelijkheid is not looked at',
    bestand: 'api/kit/toegang.ts',
    van: ' && rang <= recht.maxRang',
    naar: '',
    proef: 'rechten',
  },
  {
    naam: 'one object: its type is not looked at',
    bestand: 'api/kit/toegang.ts',
    van: '(recht.type === undefined || recht.type === type) && ',
    naar: '',
    proef: 'rechten',
  },
  {
    naam: 'one object: also what is not released',
    bestand: 'api/kit/toegang.ts',
    van: 'if (aanroeper.alleenVrijgegeven && sleutel?.[2] === false) return false;',
    naar: '',
    proef: 'rechten',
  },
  {
    naam: 'one object: every row has the lowest rank',
    bestand: 'api/kit/toegang.ts',
    van: 'const rang = toegang.rang ? sql.ref(`${alias}.${toegang.rang}`) : sql`0`;',
    naar: 'const rang = sql`0`;',
    proef: 'rechten',
  },
  {
    naam: 'lists: vertrouwelijkheid is not looked at',
    bestand: 'api/kit/toegang.ts',
    van: 'return toegang.rang ? sql`(',
    naar: "return toegang.rang === '' ? sql`(",
    proef: 'autorisatie',
  },
  {
    naam: 'lists: type is not looked at',
    bestand: 'api/kit/toegang.ts',
    van: 'const vanType = sql`${sql.ref(`${alias}.${toegang.type}`)} = ANY(${typen}::uuid[])`;',
    naar: 'const vanType = sql`${typen}::uuid[] IS NOT NULL`;',
    proef: 'autorisatie',
  },
  {
    naam: 'lists: what hangs on a hidden object is shown',
    bestand: 'api/kit/toegang.ts',
    van: "if (binnen === 'alles') return 'alles';",
    naar: "return 'alles';",
    proef: 'autorisatie',
  },
  {
    naam: 'lists: also what is not released',
    bestand: 'api/kit/toegang.ts',
    van: 'if (!alleenVrij || !toegang.vrijgave) return perType;',
    naar: 'return perType;',
    proef: 'lekken',
  },
  {
    naam: 'lists: the highest rank for one type is taken for all types',
    bestand: 'api/kit/toegang.ts',
    van: 'recht.type === undefined && recht.maxRang >= hoogsteRang',
    naar: 'recht.maxRang >= 7',
    proef: 'autorisatie',
  },
  {
    naam: 'rights: those of another component count',
    bestand: 'api/kit/toegang.ts',
    van: 'recht.component === api.component && ',
    naar: '',
    proef: 'lekken',
  },
  {
    naam: 'rights: any scope will do',
    bestand: 'api/kit/toegang.ts',
    van: 'scopes.some((scope) => recht.scopes.has(scope)),',
    naar: 'scopes.length > 0,',
    proef: 'rechten',
  },
  {
    naam: 'rights: where only a scope decides, none is asked',
    bestand: 'api/kit/toegang.ts',
    van: 'if (sleutel === null) return rechten.length > 0;',
    naar: 'if (sleutel === null) return true;',
    proef: 'rechten',
  },
  {
    naam: 'reading: an object is found for whoever has the scope for another',
    bestand: 'api/kit/lees.ts',
    van: 'if (!heeftRecht(oproep.aanroeper, plek, plek.resource.scopes[soort], gevonden.sleutel))\n    throw nietToegestaan();',
    naar: '',
    proef: 'autorisatie',
  },
  {
    naam: 'writing: who may read may write',
    bestand: 'api/kit/lees.ts',
    van: 'plek.resource.scopes[soort], gevonden.sleutel',
    naar: 'plek.resource.scopes.lezen, gevonden.sleutel',
    proef: 'rechten',
  },
  {
    naam: 'reading: no scope is asked beforehand',
    bestand: 'api/kit/lees.ts',
    van: "if (rechten !== 'alles' && rechten.length === 0) throw nietToegestaan();",
    naar: '',
    proef: 'rechten',
  },
  {
    naam: 'lists: hidden rows are counted',
    bestand: 'api/kit/lees.ts',
    van: 'telRijen(omgeving, tabel, conditie)',
    naar: 'telRijen(omgeving, tabel, sql``)',
    proef: 'autorisatie',
  },
  {
    naam: 'lists: a filter takes the place of the rights',
    bestand: 'api/kit/lees.ts',
    van: "const alle = recht === 'alles' ? condities",
    naar: "const alle = recht === 'alles' || condities.length > 0 ? condities",
    proef: 'autorisatie',
  },
  {
    naam: 'expand: what may not be seen is shown below what may',
    bestand: 'api/kit/expand.ts',
    van: "${recht === 'alles' ? sql`` : sql`AND ${recht}`}",
    naar: '',
    proef: 'lekken',
  },
  {
    naam: 'audit trail: no scope of its own is asked',
    bestand: 'api/kit/audit-routes.ts',
    van: '!heeftRecht(aanroeper, plek, scope, gevonden.sleutel) ||\n',
    naar: '',
    proef: 'lekken',
  },
  {
    naam: 'audit trail: who may not read the object reads its trail',
    bestand: 'api/kit/audit-routes.ts',
    van: '!heeftRecht(aanroeper, plek, plek.resource.scopes.lezen, gevonden.sleutel)',
    naar: 'gevonden.sleutel === undefined',
    proef: 'rechten',
  },
  {
    naam: 'below a case: an object is found below any other',
    bestand: 'api/kit/router.ts',
    van: " AND ${sql.ref(`t.${veld?.kolom?.naam ?? ''}`)} = ${uuid}::uuid`",
    naar: '`',
    proef: 'rechten',
  },
  {
    naam: 'below a case: the list of a hidden case is answered',
    bestand: 'api/kit/router.ts',
    van: "if (soort === 'lijst') await eisRij(",
    naar: "if (soort !== 'lijst' && soort !== 'object') await eisRij(",
    proef: 'rechten',
  },
  {
    naam: 'writing: what is made may be more than the maker may have',
    bestand: 'api/kit/schrijf.ts',
    van: 'if (nieuwe && !heeftRecht(oproep.aanroeper, plek, scopes, nieuwe.sleutel)) throw nietToegestaan();',
    naar: '',
    proef: 'rechten',
  },
  {
    naam: 'writing: a kept answer is given to any client',
    bestand: 'api/kit/idempotentie.ts',
    van: 'return { clientId: oproep.aanroeper.clientId, sleutel',
    naar: "return { clientId: 'iedereen', sleutel",
    proef: 'lekken',
  },
  {
    naam: 'tokens: the signature is not looked at',
    bestand: 'api/kit/aanroeper.ts',
    van: 'await verify(token, client.geheim);',
    naar: '',
    proef: 'autorisatie',
  },
  {
    naam: 'tokens: an old one is good',
    bestand: 'api/kit/aanroeper.ts',
    van: 'if (nu.getTime() / 1_000 - iat > geldigSeconden)',
    naar: 'if (nu.getTime() < 0)',
    proef: 'autorisatie',
  },
  {
    naam: 'clients: one without an applicatie may do everything',
    bestand: 'api/zgw/clients.ts',
    van: 'if (!rij.uuid) return { geheim };',
    naar: 'if (!rij.uuid) rij.alles = true;',
    proef: 'autorisatie',
  },
  {
    naam: 'clients: the limit of vertrouwelijkheid is not read',
    bestand: 'api/zgw/clients.ts',
    van: 'rangVan(maxVertrouwelijkheidaanduiding) ?? hoogsteRang',
    naar: 'hoogsteRang',
    proef: 'autorisatie',
  },
  {
    naam: 'clients: the limit to a type is not read',
    bestand: 'api/zgw/clients.ts',
    van: '...(type ? { type } : {}),',
    naar: '',
    proef: 'rechten',
  },
  {
    naam: 'clients: the limit to what is released is not read',
    bestand: 'api/zgw/clients.ts',
    van: 'rij.gegevens?.alleenIsGereedVoorPublicatie === true',
    naar: 'false',
    proef: 'lekken',
  },
  {
    naam: 'clients: some rights are taken for all',
    bestand: 'api/zgw/clients.ts',
    van: 'alles: rij.alles === true',
    naar: 'alles: rij.alles !== null',
    proef: 'autorisatie',
  },
  {
    naam: 'documents: who may read may lock',
    bestand: 'api/zgw/documenten/routes.ts',
    van: 'if (!mag(...scopes)) throw nietToegestaan();',
    naar: '',
    proef: 'rechten',
  },
  {
    naam: 'documents: an old version that was geheim',
    bestand: 'api/zgw/documenten/routes.ts',
    van: 'if (!heeftRecht(oproep.aanroeper, plek, plek.resource.scopes.lezen, sleutelToen)) throw nietToegestaan();',
    naar: 'void sleutelToen;',
    proef: 'lekken',
  },
  {
    naam: 'documents: who may read may send parts',
    bestand: 'api/zgw/documenten/bestandsdelen.ts',
    van: "deel.informatieobject,\n        'update',",
    naar: "deel.informatieobject,\n        'lezen',",
    proef: 'rechten',
  },
  {
    naam: 'notifications: they tell the description',
    bestand: 'api/kit/melding.ts',
    van: 'kenmerken: metBasis(kenmerken, oproep.basis),',
    naar: 'kenmerken: { ...metBasis(kenmerken, oproep.basis), omschrijving: waarden.omschrijving },',
    proef: 'lekken',
  },
  {
    naam: 'notifications: the secret of a subscriber is shown',
    bestand: 'api/zgw/notificaties/abonnement.ts',
    van: 'alleenSchrijven: true,',
    naar: '',
    proef: 'lekken',
  },
];
