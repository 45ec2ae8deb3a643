import type { Ledger, Zending } from './ledger.ts';
import type { Poststand, Tijdlijnbericht, Verzoekstand } from './registers.ts';

/** One thing that must hold, with everything for which it does not. */
export interface Check {
  naam: string;
  /** How many things were looked at: a check of nothing proves nothing. */
  looked: number;
  wrong: string[];
}

/** What was found after the storm. */
export interface Findings {
  ledger: Ledger;
  tijdlijn: Tijdlijnbericht[];
  verzoeken: Verzoekstand[];
  post: Poststand;
  byStatus: Record<string, number>;
  /** Work that did not end, when the system was given time. */
  notDrained: string[];
  /** Messages of the channel app's kanaal: how many we made and how many it received. */
  app: { made: number; received: number };
}

const keyOf = ({ kanaal, ref }: { kanaal: string; ref: string }): string => `${kanaal} ${ref}`;

/** Everything that must hold, however often and whenever a part was killed. */
export function checkAll(found: Findings): Check[] {
  const rows = groupBy(found.tijdlijn, keyOf);
  const { confirmed, zendingen, problems } = found.ledger;
  const formal = confirmed
    .filter(({ formeel }) => formeel)
    .flatMap((zending) => rows.get(keyOf(zending)) ?? []);
  const refused = zendingen.filter(({ geweigerd }) => geweigerd !== undefined);
  const forbidden = ['failed', 'terminated', 'timedOut', 'canceled'];

  return [
    check('confirmed messages are in the timeline once', confirmed, (zending) => {
      const times = rows.get(keyOf(zending))?.length ?? 0;
      return times === 1 ? undefined : `${describe(zending)}: ${times} times`;
    }),
    check('nothing else is in the timeline', [...rows], ([key, list]) => {
      const known = zendingen.some((zending) => keyOf(zending) === key);
      return known && list.length === 1
        ? undefined
        : `${key}: ${known ? `${list.length} times` : 'sent by nobody'}`;
    }),
    check('order per conversation', [...groupBy(confirmed, ({ gesprek }) => gesprek)], ([gesprek, sent]) =>
      checkOrder(gesprek, sent, rows),
    ),
    check('no message was refused', zendingen, (zending) =>
      refused.includes(zending) ? `${describe(zending)}: ${zending.geweigerd}` : undefined,
    ),
    { naam: 'senders saw nothing odd', looked: zendingen.length, wrong: problems },
    check('every formal message belongs to one verzoek', formal, (row) =>
      row.verzoeken.length === 1 ? undefined : `${row.ref}: ${row.verzoeken.join(' and ') || 'none'}`,
    ),
    check(
      'every request became one verzoek',
      [...groupBy(confirmed, ({ gesprek }) => gesprek)],
      ([gesprek, sent]) => {
        const made = new Set(
          sent.flatMap((zending) => rows.get(keyOf(zending)) ?? []).flatMap(({ verzoeken }) => verzoeken),
        );
        const asked = sent.filter(({ opent }) => opent).length;
        return made.size === asked ? undefined : `${gesprek}: ${asked} asked, ${made.size} made`;
      },
    ),
    check('every formal message is a registered contact once', formal, (row) =>
      row.contacten === 1 ? undefined : `${row.ref}: ${row.contacten}`,
    ),
    check('every verzoek is acknowledged once', found.verzoeken, (verzoek) =>
      verzoek.bevestigingen === 1
        ? undefined
        : `${verzoek.kenmerk}: ${verzoek.bevestigingen} (${verzoek.via})`,
    ),
    check('an acknowledgement by mail has one Message-ID', found.verzoeken, ({ kenmerk, messageIds, via }) =>
      messageIds === (via?.startsWith('email') ? 1 : 0) ? undefined : `${kenmerk}: ${messageIds} (${via})`,
    ),
    check('every later formal message is acknowledged once', laterOf(formal), (row) =>
      row.bevestigingen === 1 ? undefined : `${row.ref}: ${row.bevestigingen}`,
    ),
    check('every verzoek is registered and has its next task', found.verzoeken, checkTask),
    check(
      'every melding has one zaak with one status, and one initiator at most',
      found.verzoeken.filter(({ product }) => product === 'melden-overlast'),
      ({ kenmerk, zaken, statussen, initiators }) =>
        zaken === 1 && statussen === 1 && initiators <= 1
          ? undefined
          : `${kenmerk}: ${zaken} zaken, ${statussen} statussen, ${initiators} initiators`,
    ),
    {
      naam: 'every mail of ours reached the mail server',
      looked: found.post.mails,
      wrong: [
        ...found.post.nooit.map((id) => `${id} never`),
        ...found.post.vreemd.map((id) => `${id} is not ours`),
      ],
    },
    {
      naam: 'the channel app got every message for it',
      looked: found.app.made,
      wrong:
        found.app.made === found.app.received
          ? []
          : [`made ${found.app.made}, received ${found.app.received}`],
    },
    {
      naam: 'no workflow failed, was terminated or timed out',
      looked: Object.values(found.byStatus).reduce((sum, count) => sum + count, 0),
      wrong: Object.entries(found.byStatus).flatMap(([status, count]) =>
        forbidden.includes(status) ? [`${count} ${status}`] : [],
      ),
    },
    {
      naam: 'no workflow is stuck',
      looked: found.byStatus.running ?? 0,
      wrong: found.notDrained,
    },
  ];
}

function groupBy<T>(things: readonly T[], nameOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) groups.set(nameOf(thing), [...(groups.get(nameOf(thing)) ?? []), thing]);
  return groups;
}

function check<T>(naam: string, things: readonly T[], test: (thing: T) => string | undefined): Check {
  return { naam, looked: things.length, wrong: things.flatMap((thing) => test(thing) ?? []) };
}

const describe = ({ gesprek, nummer, ref }: Zending): string => `${gesprek} message ${nummer} (${ref})`;

/** One interactie per conversation, and in it the messages in the order in which they were confirmed. */
function checkOrder(
  gesprek: string,
  sent: Zending[],
  rows: Map<string, Tijdlijnbericht[]>,
): string | undefined {
  const stored = sent.flatMap((zending) => rows.get(keyOf(zending)) ?? []);
  const interacties = new Set(stored.map(({ interactie }) => interactie)).size;
  if (interacties > 1) return `${gesprek}: in ${interacties} interacties`;
  const numbers = stored.map(({ volgnummer }) => volgnummer);
  const ordered = numbers.every((number, index) => index === 0 || number > numbers[index - 1]!);
  return ordered ? undefined : `${gesprek}: ${numbers.join(', ')}`;
}

/** All but the first message of each verzoek: that one's acknowledgement is the verzoek's. */
function laterOf(formal: Tijdlijnbericht[]): Tijdlijnbericht[] {
  const opened = new Set<string>();
  return formal.filter(({ verzoeken: [kenmerk = ''] }) => {
    if (opened.has(kenmerk)) return true;
    opened.add(kenmerk);
    return false;
  });
}

const nextTask: Record<string, string> = {
  'melden-overlast': 'beoordelen',
  'algemene-vraag': 'beantwoorden',
};

function checkTask({ kenmerk, product, geregistreerd, taken }: Verzoekstand): string | undefined {
  if (!geregistreerd) return `${kenmerk}: not registered`;
  const wanted = nextTask[product];
  return taken.length === 1 && taken[0] === wanted
    ? undefined
    : `${kenmerk}: ${taken.join(', ') || 'no task'}`;
}
