import { expect, it } from 'vitest';
import { checkAll, type Findings } from './checks.ts';
import { Ledger } from './ledger.ts';

/** A small run in which all went well: a mail with a second one behind it, and a chat line. */
function good(): Findings {
  const ledger = new Ledger();
  const mail = { kanaal: 'email', gesprek: 'mail-1', formeel: true } as const;
  ledger.begin({ ...mail, nummer: 1, ref: '<a@klant.test>', opent: true }).bevestigd = 1;
  ledger.begin({ ...mail, nummer: 2, ref: '<b@klant.test>', opent: false }).bevestigd = 2;
  const chat = { kanaal: 'chat', gesprek: 'chat-1', formeel: false, opent: false } as const;
  ledger.begin({ ...chat, nummer: 1, ref: 'c' }).bevestigd = 3;
  const row = { kanaal: 'email', interactie: 'i1', verzoeken: ['S-1'], contacten: 1, bevestigingen: 0 };
  return {
    ledger,
    tijdlijn: [
      { ...row, id: '1', ref: '<a@klant.test>', volgnummer: 1 },
      { ...row, id: '2', ref: '<b@klant.test>', volgnummer: 3, bevestigingen: 1 },
      {
        ...row,
        id: '3',
        kanaal: 'chat',
        ref: 'c',
        interactie: 'i2',
        volgnummer: 2,
        verzoeken: [],
        contacten: 0,
      },
    ],
    verzoeken: [
      {
        kenmerk: 'S-1',
        product: 'melden-overlast',
        geregistreerd: true,
        taken: ['beoordelen'],
        zaken: 1,
        statussen: 1,
        initiators: 1,
        bevestigingen: 1,
        messageIds: 1,
        via: 'email verzonden',
      },
    ],
    post: { nooit: [], vreemd: [], mails: 2, herhaald: 1 },
    byStatus: { running: 1, completed: 1 },
    notDrained: [],
    app: { made: 0, received: 0 },
  };
}

const wrongIn = (findings: Findings): string[] =>
  checkAll(findings).flatMap(({ naam, wrong }) => (wrong.length > 0 ? [naam] : []));

it('finds nothing wrong where nothing is', () => {
  expect(wrongIn(good())).toEqual([]);
});

const faults: [what: string, found: string, plant: (findings: Findings) => void][] = [
  ['a lost message', 'confirmed messages are in the timeline once', ({ tijdlijn }) => tijdlijn.splice(2, 1)],
  [
    'a double one',
    'confirmed messages are in the timeline once',
    (f) => f.tijdlijn.push({ ...f.tijdlijn[2]!, id: '4' }),
  ],
  [
    'a message of nobody',
    'nothing else is in the timeline',
    (f) => f.tijdlijn.push({ ...f.tijdlijn[2]!, ref: 'x' }),
  ],
  [
    'another order',
    'order per conversation',
    ({ tijdlijn: [first] }) => Object.assign(first!, { volgnummer: 9 }),
  ],
  [
    'a conversation in two',
    'order per conversation',
    ({ tijdlijn: [first] }) => Object.assign(first!, { interactie: 'i9' }),
  ],
  [
    'a refusal',
    'no message was refused',
    ({ ledger }) => Object.assign(ledger.zendingen[2]!, { geweigerd: 'nee' }),
  ],
  ['a forgotten chat', 'senders saw nothing odd', ({ ledger }) => ledger.problems.push('begun anew')],
  [
    'a message for nobody',
    'every formal message belongs to one verzoek',
    ({ tijdlijn: [first] }) => Object.assign(first!, { verzoeken: [] }),
  ],
  [
    'a verzoek too many',
    'every request became one verzoek',
    ({ tijdlijn }) => Object.assign(tijdlijn[1]!, { verzoeken: ['S-2'] }),
  ],
  [
    'a contact too few',
    'every formal message is a registered contact once',
    ({ tijdlijn: [first] }) => Object.assign(first!, { contacten: 0 }),
  ],
  [
    'two acknowledgements',
    'every verzoek is acknowledged once',
    ({ verzoeken: [first] }) => Object.assign(first!, { bevestigingen: 2 }),
  ],
  [
    'two Message-IDs',
    'an acknowledgement by mail has one Message-ID',
    ({ verzoeken: [first] }) => Object.assign(first!, { messageIds: 2 }),
  ],
  [
    'a later mail without an answer',
    'every later formal message is acknowledged once',
    ({ tijdlijn }) => Object.assign(tijdlijn[1]!, { bevestigingen: 0 }),
  ],
  [
    'no task',
    'every verzoek is registered and has its next task',
    ({ verzoeken: [first] }) => Object.assign(first!, { taken: [] }),
  ],
  [
    'a melding without a zaak',
    'every melding has one zaak with one status, and one initiator at most',
    ({ verzoeken: [first] }) => Object.assign(first!, { zaken: 0, statussen: 0, initiators: 0 }),
  ],
  [
    'a zaak with two initiators',
    'every melding has one zaak with one status, and one initiator at most',
    ({ verzoeken: [first] }) => Object.assign(first!, { initiators: 2 }),
  ],
  [
    'a mail that was never handed over',
    'every mail of ours reached the mail server',
    ({ post }) => post.nooit.push('1'),
  ],
  [
    'a message that the app never got',
    'the channel app got every message for it',
    ({ app }) => Object.assign(app, { made: 1 }),
  ],
  [
    'a failed workflow',
    'no workflow failed, was terminated or timed out',
    ({ byStatus }) => Object.assign(byStatus, { failed: 1 }),
  ],
  [
    'a stuck workflow',
    'no workflow is stuck',
    ({ notDrained }) => notDrained.push('verzoek:S-1: workflow task, attempt 8'),
  ],
];

it.each(faults)('finds %s', (_what, found, plant) => {
  const findings = good();
  plant(findings);
  expect(wrongIn(findings)).toContain(found);
});
