import { z } from 'zod';
import type { Resource } from './resource.ts';
import type { Veld } from './veld.ts';
import { langsteAdres, webadres } from './waarde.ts';

/** What a client sends (whole or in part) and gets of a resource. */
export interface Schemas {
  invoer: z.ZodType;
  deels: z.ZodType;
  beeld: z.ZodType;
  /** Of a search that names fields: any part. */
  gedeelte: z.ZodType;
}

const bekend = new WeakMap<Resource, Schemas>();
const hoofdletter = (naam: string): string => naam.charAt(0).toUpperCase() + naam.slice(1);
const pascal = (naam: string): string => naam.split(/[-_]/).map(hoofdletter).join('');

/** Schemas of a resource, made once: each has a name in the document. */
export function schemasVan(resource: Resource): Schemas {
  const eerder = bekend.get(resource);
  if (eerder) return eerder;
  const naam = pascal(resource.naam);
  const nieuw = resource.varianten ? metVarianten(resource, naam) : zonderVarianten(resource, naam, {});
  bekend.set(resource, nieuw);
  return nieuw;
}

type Vormen = Record<string, z.ZodType>;

function zonderVarianten(resource: Resource, naam: string, anders: Vormen, beeldAnders = anders): Schemas {
  const invoer: Vormen = {};
  const deels: Vormen = {};
  const beeld: Vormen = { url: webadres() };
  for (const [veldnaam, veld] of Object.entries(resource.velden)) {
    if (!veld.alleenLezen && !veld.intern) {
      const vorm = anders[veldnaam] ?? invoerVorm(veld);
      invoer[veldnaam] = veld.verplicht ? vorm : vorm.optional();
      deels[veldnaam] = vorm.optional();
    }
    if (!veld.alleenSchrijven && !veld.intern) beeld[veldnaam] = beeldAnders[veldnaam] ?? beeldVorm(veld);
  }
  const uitgeklapt = { _expand: z.record(z.string(), z.unknown()).optional() };
  return {
    invoer: z.object(invoer).meta({ id: `${naam}Request` }),
    deels: z.object(deels).meta({ id: `Patched${naam}Request` }),
    beeld: z.object({ ...beeld, ...uitgeklapt }).meta({ id: naam }),
    gedeelte: z
      .object({ ...beeld, ...uitgeklapt })
      .partial()
      .meta({ id: `Gedeelte${naam}` }),
  };
}

/** One schema per kind, and one that is any of them. */
function metVarianten(resource: Resource, naam: string): Schemas {
  const { soort, veld, vormen } = resource.varianten as NonNullable<Resource['varianten']>;
  const per = Object.entries(vormen).map(([code, vorm]) => {
    const leegbaar = (vorm ?? z.record(z.string(), z.unknown())).nullable();
    const vast = z.enum([code]);
    return zonderVarianten(
      resource,
      `${naam}${pascal(code)}`,
      { [soort]: vast, [veld]: leegbaar },
      { [soort]: vast, [veld]: leegbaar },
    );
  });
  const keus = (welke: keyof Schemas) => z.union(per.map((een) => een[welke]) as [z.ZodType, z.ZodType]);
  return {
    invoer: keus('invoer').meta({ id: `${naam}Request` }),
    // Which kind it is may go unsaid in a part.
    deels: zonderVarianten(resource, naam, {}).deels,
    beeld: keus('beeld').meta({ id: naam }),
    gedeelte: zonderVarianten(resource, naam, {}).gedeelte,
  };
}

function invoerVorm(veld: Veld): z.ZodType {
  const een = veld.naar && !veld.opNaam ? webadres(veld.max ?? langsteAdres) : veld.schema;
  const vorm =
    veld.naar && !veld.opNaam ? (veld.lijst ? z.array(een) : veld.verplicht ? een : een.nullable()) : een;
  return toelicht(magLeeg(veld) ? z.union([vorm, z.literal('')]) : vorm, veld);
}

/** An empty text stands for no reference and no date. */
const magLeeg = (veld: Veld): boolean => !veld.verplicht && veld.standaard === null;

function toelicht(vorm: z.ZodType, veld: Veld): z.ZodType {
  const zinnen = [
    veld.naar ? `Verwijst naar ${veld.lijst ? 'objecten' : 'een object'} van het soort ${veld.naar}.` : '',
    veld.opNaam ? `Adres, of de waarde van ${veld.opNaam.kolom} binnen dezelfde catalogus.` : '',
    veld.onveranderlijk ? 'Wijzigt niet na het aanmaken.' : '',
  ].filter(Boolean);
  if (zinnen.length === 0) return vorm;
  return vorm.meta({
    description: zinnen.join(' '),
    ...(veld.naar ? { 'x-verwijst-naar': veld.naar } : {}),
  });
}

function beeldVorm(veld: Veld): z.ZodType {
  const vorm = veld.beeld ?? (veld.naar ? (veld.lijst ? z.array(webadres()) : webadres()) : veld.schema);
  const altijd = veld.verplicht || veld.lijst || (!veld.afgeleid && veld.standaard !== null);
  const uitvoer = altijd ? vorm : vorm.nullable();
  return veld.alleenLezen ? uitvoer.meta({ readOnly: true }) : uitvoer;
}
