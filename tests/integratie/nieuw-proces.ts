import { appBericht, Chatter } from '../support/klant.ts';
import { eventually, startSysteem } from '../support/systeem.ts';

/** Runs in a copy of the project that has one file more: prints what the new process can do, as one line of JSON. */
const systeem = await startSysteem();
const form = await (await fetch(`${systeem.url}/formulier/boom-planten`)).text();
const home = await (await fetch(`${systeem.url}/`)).text();
const wrong = await appBericht(systeem, {
  externId: '1',
  conversatie: '1',
  afzender: { adressen: [] },
  product: 'boom-planten',
  inhoud: { gegevens: { soort: 'palm' } },
});

const chatter = await new Chatter(systeem).open();
const first = await chatter.ask({ keuze: 'product:boom-planten' }, /boom wilt u/);
await chatter.ask({ keuze: 'eik' }, /Hoeveel/);
await chatter.ask({ tekst: 'twee' }, /getal/);
await chatter.ask({ tekst: '2' }, /e-mailadres/);
await chatter.ask({ keuze: 'overslaan' }, /Wij hebben uw aanvraag ontvangen/);
chatter.close();
const taak = await eventually('the task', () =>
  systeem.db.selectFrom('taak').select('naam').where('naam', '=', 'inplannen').executeTakeFirst(),
);
console.log(
  `UITKOMST ${JSON.stringify({
    form: ['Welke boom wilt u?', 'Eik', 'Hoeveel bomen?'].every((text) => form.includes(text)),
    home: home.includes('Boom planten'),
    wrong: {
      status: wrong.status,
      fields: (wrong.body.invalidParams as { name: string }[]).map(({ name }) => name).sort(),
    },
    buttons: first.keuzes?.map(({ tekst }) => tekst),
    taak: taak.naam,
  })}`,
);
await systeem.stop();
process.exit(0);
