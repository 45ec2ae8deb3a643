import type { ColumnType, Generated } from 'kysely';
import type { Aanleiding } from '../domein/aanleiding.ts';
import type { Afzender, Inhoud } from '../domein/bericht.ts';
import type { Kanaal } from '../domein/kanaal.ts';

/** Row types as the migrations make them. Domain types differ; repositories map between the two. */

type Json<T> = ColumnType<T, string, string>;
type GeneratedJson<T> = ColumnType<T, string | undefined, string>;

export interface InteractieTable {
  id: Generated<string>;
  kenmerk: string;
  laatste_volgnummer: Generated<number>;
  /** Highest volgnummer that the interactie workflow has dealt with: a repeated signal starts nothing twice. */
  verwerkt_tot: Generated<number>;
  partij_id: string | null;
  aangemaakt_op: Date;
  afgesloten_op: Date | null;
}

export interface PartijTable {
  id: Generated<string>;
  nummer: string;
  soort_partij: 'persoon' | 'organisatie' | 'contactpersoon';
  naam: string | null;
  bsn_versleuteld: string | null;
  bsn_zoekwaarde: string | null;
  kvknummer: string | null;
  vestigingsnummer: string | null;
  voorkeurskanaal: Kanaal | null;
  bronorganisatie: string;
  sleutel: string | null;
  aangemaakt_op: Date;
}

export interface DigitaaladresTable {
  id: Generated<string>;
  partij_id: string;
  soort_digitaal_adres: 'email' | 'telefoonnummer' | 'overig';
  adres: string;
  zoekwaarde: string;
  is_standaard_adres: Generated<boolean>;
  verificatie_datum: Date | null;
}

export type Verzoekstatus = 'ontvangen' | 'in_behandeling' | 'afgehandeld' | 'afgewezen' | 'ingetrokken';

export interface VerzoekTable {
  id: Generated<string>;
  kenmerk: string;
  product: string;
  proces_versie: number;
  ronde: Generated<number>;
  status: Generated<Verzoekstatus>;
  fase: Generated<string>;
  wacht_op: string | null;
  uiterlijk: Date | null;
  gegevens: GeneratedJson<Record<string, unknown>>;
  tekst: Generated<string>;
  resultaat: string | null;
  bronorganisatie: string;
  voorkeurskanaal: Kanaal | null;
  voorganger_id: string | null;
  partij_id: string | null;
  geregistreerd_op: Date | null;
  registratiedatum: Date;
  afgesloten_op: Date | null;
}

export interface VerzoekZaakTable {
  verzoek_id: string;
  ronde: number;
  /** Number of the zaak in its register. */
  identificatie: string;
  status: string | null;
  resultaat: string | null;
  gesloten: boolean;
  bijgewerkt_op: Date;
}

export interface InteractieVerzoekTable {
  interactie_id: string;
  verzoek_id: string;
}

export interface ConversatieTable {
  kanaal: Kanaal;
  conversatie: string;
  interactie_id: string;
  focus_verzoek_id: string | null;
  adres: string | null;
  aanwezig: Generated<boolean>;
  /** Moment of the last sign of presence or departure: an older one that arrives later changes nothing. */
  aanwezig_op: ColumnType<Date, Date | undefined, Date>;
  laatst_gebruikt_op: Date;
}

export type Berichtsoort =
  | 'bericht'
  | 'intrekken'
  | 'kanaalwissel'
  | 'sessie'
  | 'ontvangstbevestiging'
  | 'vraag'
  | 'herinnering'
  | 'informatie'
  | 'antwoord'
  | 'afronding'
  | 'dialoog';

export type Berichtstatus =
  | 'aangenomen'
  | 'te_verzenden'
  | 'verzonden'
  | 'onderweg'
  | 'afgeleverd'
  | 'mislukt';

export interface BerichtTable {
  id: Generated<string>;
  interactie_id: string;
  volgnummer: number;
  richting: 'in' | 'uit';
  kanaal: Kanaal;
  conversatie: string | null;
  extern_id: string | null;
  sleutel: string | null;
  soort: Generated<Berichtsoort>;
  product: string | null;
  kenmerk: string;
  genoemd: Generated<string[]>;
  automatisch: Generated<boolean>;
  onderwerp: string | null;
  inhoud: Json<Inhoud & { keuzes?: { code: string; tekst: string }[] }>;
  afzender: GeneratedJson<Partial<Afzender>>;
  medewerker: string | null;
  sjabloon: string | null;
  status: Generated<Berichtstatus>;
  adres: string | null;
  bewijs: ColumnType<unknown, string | null | undefined, string | null>;
  ontvangen_op: Date;
  verzonden_op: Date | null;
  /** Place among the messages that wait for a channel app; set by a trigger (migration 0010). */
  uitgaand_volgnummer: ColumnType<number | null, never, never>;
}

export interface BerichtVerzoekTable {
  bericht_id: string;
  verzoek_id: string;
}

export interface BijlageTable {
  id: Generated<string>;
  bericht_id: string;
  volgorde: number;
  sha256: string;
  naam: string;
  mediatype: string;
  grootte: number;
}

export interface KlantcontactTable {
  id: Generated<string>;
  nummer: string;
  sleutel: string;
  kanaal: Kanaal;
  onderwerp: string;
  inhoud: Generated<string>;
  indicatie_contact_gelukt: boolean | null;
  taal: Generated<string>;
  vertrouwelijk: Generated<boolean>;
  plaatsgevonden_op: Date;
  interactie_id: string | null;
  bericht_id: string | null;
  medewerker: string | null;
}

export interface BetrokkeneTable {
  id: Generated<string>;
  sleutel: string;
  klantcontact_id: string | null;
  verzoek_id: string | null;
  partij_id: string | null;
  rol: 'klant' | 'vertegenwoordiger' | 'initiator' | 'belanghebbende';
  namens_id: string | null;
  naam: string | null;
  initiator: Generated<boolean>;
  identificatie_niveau: string | null;
}

export interface OnderwerpobjectTable {
  klantcontact_id: string;
  verzoek_id: string;
}

export type Taakstatus = 'open' | 'in_behandeling' | 'klaar' | 'vervallen';

export interface TaakTable {
  id: Generated<string>;
  sleutel: string;
  verzoek_id: string | null;
  interactie_id: string | null;
  soort: 'taak' | 'bericht' | 'gesprek';
  naam: string;
  vaardigheid: string;
  prioriteit: Generated<number>;
  uiterlijk: Date;
  status: Generated<Taakstatus>;
  medewerker: string | null;
  geclaimd_tot: Date | null;
  nieuw_bericht_op: Date | null;
  resultaat: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
  aangemaakt_op: Date;
  afgerond_op: Date | null;
}

export interface GebeurtenisTable {
  id: Generated<string>;
  sleutel: string;
  verzoek_id: string | null;
  interactie_id: string | null;
  soort: string;
  gegevens: GeneratedJson<Record<string, unknown>>;
  actor: string;
  op: Date;
}

export interface UitvraagTable {
  interactie_id: string;
  product: string;
  ronde: Generated<number>;
  antwoorden: GeneratedJson<Record<string, unknown>>;
  laatste_volgnummer: Generated<number>;
}

export interface DoorgifteTable {
  id: Generated<number>;
  /** Ordering key: the id of the interactie. Rows of one stroom are delivered in the order of their ids. */
  stroom: string;
  bericht_id: string | null;
  aanleiding: ColumnType<Aanleiding | null, string | null | undefined, string | null>;
  pogingen: Generated<number>;
  niet_voor: ColumnType<Date, Date | string | undefined, Date | string>;
}

export interface KanaalappTable {
  id: Generated<string>;
  naam: string;
  kanaal: Kanaal;
  token_zoekwaarde: string;
  webhook_url: string | null;
  webhook_geheim: string | null;
  aangemaakt_op: Date;
}

export interface VerwerkingTable {
  id: Generated<number>;
  actor: string;
  activiteit: string;
  aanleiding: string;
  betrokkenen: string[];
  gegevens: string;
  op: Generated<Date>;
}

export interface OnderdeelTable {
  naam: string;
  gezien_op: Date;
}

export interface PostbusTable {
  id: Generated<string>;
  soort: string;
  extern_id: string;
  aan: string;
  van: string;
  onderwerp: string;
  tekst: string;
  ruw: string;
  aantal: Generated<number>;
  ontvangen_op: Date;
}

export interface MedewerkerTable {
  pseudoniem: string;
  naam: string;
  ingelogd_op: Date;
}

export interface MedewerkerAanwezigTable {
  medewerker: string;
  kanaal: Kanaal;
  gezien_op: Date;
}

export interface Database {
  interactie: InteractieTable;
  partij: PartijTable;
  digitaaladres: DigitaaladresTable;
  verzoek: VerzoekTable;
  interactie_verzoek: InteractieVerzoekTable;
  verzoek_zaak: VerzoekZaakTable;
  conversatie: ConversatieTable;
  bericht: BerichtTable;
  bericht_verzoek: BerichtVerzoekTable;
  bijlage: BijlageTable;
  klantcontact: KlantcontactTable;
  betrokkene: BetrokkeneTable;
  onderwerpobject: OnderwerpobjectTable;
  taak: TaakTable;
  gebeurtenis: GebeurtenisTable;
  uitvraag: UitvraagTable;
  doorgifte: DoorgifteTable;
  kanaalapp: KanaalappTable;
  verwerking: VerwerkingTable;
  onderdeel: OnderdeelTable;
  postbus: PostbusTable;
  medewerker: MedewerkerTable;
  medewerker_aanwezig: MedewerkerAanwezigTable;
}
