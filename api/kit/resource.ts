import type { RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { Beller, Regel } from '../../registers/kader/regel.ts';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import type { Operation } from '../openapi.ts';
import type { Antwoorden } from './omgeving.ts';
import type { Kolom, Veld } from './veld.ts';

export type Operatie = 'list' | 'read' | 'create' | 'update' | 'partial_update' | 'destroy';
export type Scopesoort = 'lezen' | 'create' | 'update' | 'destroy';

/** A query parameter: what it may be, and what it asks of the row `t`. */
export interface Filter {
  schema: z.ZodType;
  /** For a comma-separated list: the same as an array, for the OpenAPI document. */
  een?: z.ZodArray;
  /** Only in the body of `_zoek`: no text can say it. */
  alleenZoek?: boolean;
  /** @param waarde checked by the schema; for a reference the uuid, or undefined when it is not one of ours; of a list those that are */
  conditie(waarde: unknown, omgeving: { nu: Date; basissen: readonly string[] }): RawBuilder<unknown>;
  naar?: string;
  /** Filters of one group speak of the same row of another table: their conditions are joined, then wrapped once. */
  samen?: { groep: string; om(conditie: RawBuilder<unknown>): RawBuilder<unknown> };
}

/** What is known of a change before its transaction. */
export interface Voorafgaand {
  /** Of the row that changes. */
  uuid: string | undefined;
  /** Fields that are left out stay as they are. */
  deels: boolean;
  beller: Beller;
}

/** Who may see a row. */
export type Toegang =
  /** Everybody with the scope. */
  | { soort: 'scope' }
  /**
   * The scope is given per type, up to a vertrouwelijkheid: columns of the row. `vrijgave` is the column that is true
   * for rows that callers may have who get nothing but what was released.
   */
  | { soort: 'type'; type: string; rang?: string; vrijgave?: string }
  /** As the row that this column refers to. */
  | { soort: 'via'; kolom: string; resource: string };

export interface Notificatie {
  kanaal: string;
  /** Field that refers to the main object; absent: the row itself. */
  hoofd?: string;
}

/** One kind of thing behind an API: declared here, served by the kit. */
export interface Resource {
  naam: string;
  /** Name in notifications and audit lines; as `naam` unless told. */
  pad: string;
  /** Addresses lie below the row that this field refers to: `/zaken/{uuid}/zaakeigenschappen`. */
  onder?: { pad: string; veld: string };
  tabel: string;
  velden: Record<string, Veld>;
  filters: Record<string, Filter>;
  /** Default order, over the row `t`; ends with a unique column. */
  volgorde: RawBuilder<unknown>;
  /** What `ordering` may name, and the column behind it, or an expression over the row `t`. */
  ordening: Record<string, string | RawBuilder<unknown>>;
  /** Page size, or false for a plain array. */
  pagina: number | false;
  /** Filters that hold unless the client says otherwise. */
  standaardfilters: Record<string, string>;
  operaties: ReadonlySet<Operatie>;
  scopes: Record<Scopesoort, readonly string[]>;
  toegang: Toegang;
  /** Rules before the row is written, in their order. */
  regels: readonly Regel[];
  /** What must happen with the change in the same transaction, after the row is written. */
  gevolgen: readonly Regel[];
  /** Columns beside the fields, such as a keyed hash to find by. */
  extraKolommen: (waarden: Waarden) => { kolom: Kolom; waarde: unknown }[];
  /** The main object of its audit trail: `zelf`, or the field that refers to it. Absent: no trail. */
  audit?: string;
  /** `true`: serves its own trail at `{uuid}/audittrail`. */
  audittrail: boolean;
  notificatie?: Notificatie;
  /** Short words by which people know a row, for audit lines. Never a name of a person. */
  weergave: (waarden: Waarden) => string;
  etag: boolean;
  crs: boolean;
  /** Statuses by which a rule refuses an operation, where it is none of those that all know. */
  weigeringen: Partial<Record<Operatie, number[]>>;
  /** Query parameters of one object, beside `expand`. */
  eenParameters: Record<string, z.ZodType>;
  /** The parameter that names another day than today to look at relations. */
  peildatum?: string;
  /** A field whose shape depends on another one: per code of `soort` the shape of `veld` (undefined: any object). */
  varianten?: { soort: string; veld: string; vormen: Record<string, z.ZodType | undefined> };
  /** Its rules may warn of a change that succeeds (`X-Warning`). */
  waarschuwt: boolean;
  /** `POST {pad}/_zoek` takes the filters in the body; a list names those that it must have. */
  zoek: boolean | readonly string[];
  /**
   * Work that must be done before the transaction: it may put away parts of the body, name addresses to fetch, and give
   * what other addresses answered to the rules.
   */
  vooraf?: (
    body: Waarden,
    tx: Vraagbaak,
    verzoek: Voorafgaand,
  ) => Promise<{ body: Waarden; adressen: string[]; antwoorden?: Antwoorden }>;
  /** Shapes the answer after the fields are in place (polymorphic groups and the like). */
  vorm?: (beeld: Waarden, rij: Waarden) => Waarden;
  /** The same for the answer to whoever made the row: may tell what nobody is told later. */
  vormNieuw?: (beeld: Waarden, rij: Waarden) => Waarden;
  /** Checks of the body that no single field can make (polymorphic groups). */
  controle?: (waarden: Waarden, fout: (name: string, code: string, reason: string) => void) => void;
}

type Verplicht = 'naam' | 'pad' | 'tabel' | 'velden' | 'scopes' | 'volgorde';

/** Fills in what most resources have in common. */
export function resource(eigen: Pick<Resource, Verplicht> & Partial<Resource>): Resource {
  return {
    filters: {},
    ordening: {},
    pagina: 100,
    standaardfilters: {},
    operaties: new Set<Operatie>(['list', 'read', 'create', 'update', 'partial_update', 'destroy']),
    toegang: { soort: 'scope' },
    regels: [],
    gevolgen: [],
    extraKolommen: () => [],
    audittrail: false,
    weergave: () => eigen.naam,
    etag: false,
    crs: false,
    waarschuwt: false,
    eenParameters: {},
    weigeringen: {},
    zoek: false,
    ...eigen,
  };
}

/** One part of an act: a row that is made or changed, or a list of them. */
export interface Handelingsdeel {
  /** Its name in the body and in the answer. */
  naam: string;
  resource: string;
  lijst?: boolean;
  verplicht?: boolean;
  /** The fields that count; absent: all. */
  alleen?: readonly string[];
  /** Field that refers to the first part; only the first part has none. */
  veld?: string;
  /** The list takes the place of what is there: rows that it names by uuid change, others are made, the rest goes. */
  vervangt?: boolean;
  /** Rules beside those of the resource. */
  regels?: readonly Regel[];
}

/** Several changes that stand or fall together, at one address of their own. */
export interface Handeling {
  naam: string;
  pad: string;
  samenvatting: string;
  /** The first part exists already and is named by the path. */
  bestaand: boolean;
  delen: readonly [Handelingsdeel, ...Handelingsdeel[]];
}

/** One API: resources at one path under one version. */
export interface Api {
  /** Short name in autorisaties and audit lines: zrc, ztc … */
  component: string;
  titel: string;
  omschrijving: string;
  versie: string;
  /** `/zaken/api/v1` */
  pad: string;
  resources: Resource[];
  handelingen?: readonly Handeling[];
  /** Scopes of other components that also give a scope here (ztc-014): `catalogi.lezen` from `zaken.lezen`. */
  leenscopes?: Record<string, readonly { component: string; scope: string }[]>;
  /** Characteristics of the main object that a notification of this kanaal carries. */
  kenmerken?: Record<
    string,
    (hoofd: string, tx: Vraagbaak, basis: string) => Promise<Record<string, string>>
  >;
  /** Operations that the kit does not serve by itself, for the OpenAPI document. */
  bijzonder?: (beeldVan: (naam: string) => z.ZodType) => Operation[];
}

/** A resource with the API that it stands in. */
export interface Plek {
  api: Api;
  resource: Resource;
}
