import { eindstatusNodig, geenEindstatus } from '../../../registers/zgw/zaken/eindstatus.ts';
import type { Handeling, Handelingsdeel } from '../../kit/resource.ts';

const zaak = { naam: 'zaak', resource: 'zaak' } as const;
const status: Handelingsdeel = { naam: 'status', resource: 'status', veld: 'zaak', verplicht: true };
const tussenstatus: Handelingsdeel = { ...status, regels: [geenEindstatus] };

/** Acts on a case that Open Zaak offers at one address each; clients call them instead of the steps. */
export const handelingen: Handeling[] = [
  {
    naam: 'zaakregistreren',
    pad: 'zaak_registreren',
    samenvatting: 'Registreer een zaak met haar eerste status, rollen, informatieobjecten en objecten.',
    bestaand: false,
    delen: [
      { ...zaak, verplicht: true },
      status,
      { naam: 'rollen', resource: 'rol', veld: 'zaak', lijst: true, verplicht: true },
      { naam: 'zaakinformatieobjecten', resource: 'zaakinformatieobject', veld: 'zaak', lijst: true },
      { naam: 'zaakobjecten', resource: 'zaakobject', veld: 'zaak', lijst: true },
    ],
  },
  {
    naam: 'zaakopschorten',
    pad: 'zaak_opschorten',
    samenvatting: 'Schort een zaak op, of neem haar weer op, en zet een status.',
    bestaand: true,
    delen: [{ ...zaak, verplicht: true, alleen: ['opschorting'] }, tussenstatus],
  },
  {
    naam: 'zaakverlengen',
    pad: 'zaak_verlengen',
    samenvatting: 'Verleng de doorlooptijd van een zaak en zet een status.',
    bestaand: true,
    delen: [{ ...zaak, verplicht: true, alleen: ['verlenging'] }, tussenstatus],
  },
  {
    naam: 'zaakbijwerken',
    pad: 'zaak_bijwerken',
    samenvatting:
      'Werk een zaak bij en zet een status; rollen die genoemd worden komen in de plaats van wat er was.',
    bestaand: true,
    delen: [
      zaak,
      tussenstatus,
      { naam: 'rollen', resource: 'rol', veld: 'zaak', lijst: true, vervangt: true },
    ],
  },
  {
    naam: 'zaakafsluiten',
    pad: 'zaak_afsluiten',
    samenvatting: 'Sluit een zaak met een resultaat en een eindstatus.',
    bestaand: true,
    delen: [
      { ...zaak, verplicht: true },
      { naam: 'resultaat', resource: 'resultaat', veld: 'zaak', verplicht: true },
      { ...status, regels: [eindstatusNodig] },
    ],
  },
];
