// Mails the municipality as a klant would, over SMTP. Without a subject it answers the newest mail that /postbus
// has for this address, as a mail program does: to its Reply-To, with In-Reply-To and References.
//   node docs/voorbeelden/mail.mjs jan@voorbeeld.test "Het ligt er nog steeds."
//   node docs/voorbeelden/mail.mjs jan@voorbeeld.test "Mag ik een boom kappen?" "Vraag over mijn boom"
import { readFileSync } from 'node:fs';
import nodemailer from 'nodemailer';

const [van, tekst, onderwerp] = process.argv.slice(2);
if (!van || !tekst) {
  console.error('usage: node docs/voorbeelden/mail.mjs <your address> <text> [subject of a new mail]');
  process.exit(2);
}
const folder = process.env.SCHAKEL_DATA || '.schakel';
const { website, smtp } = JSON.parse(readFileSync(`${folder}/adressen.json`, 'utf8')).addresses;
const bericht = onderwerp
  ? { to: 'gemeente@voorbeeldstad.test', subject: onderwerp }
  : answerTo(await newestMail());

const transport = nodemailer.createTransport(smtp, { from: van });
const { messageId, response } = await transport.sendMail({ ...bericht, text: tekst });
console.log(`${response}  ${messageId}`);

async function newestMail() {
  const answer = await fetch(`${website}postbus?aan=${encodeURIComponent(van)}`, {
    headers: { accept: 'application/json' },
  });
  const [newest] = await answer.json();
  if (!newest) throw new Error(`Nothing was mailed to ${van} yet; give a subject to begin.`);
  return newest;
}

function answerTo({ onderwerp, headers }) {
  return {
    to: headers['reply-to'],
    subject: `Re: ${onderwerp}`,
    inReplyTo: headers['message-id'],
    references: headers['message-id'],
  };
}
