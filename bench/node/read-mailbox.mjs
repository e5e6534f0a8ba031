// Reads every mail of an INBOX and parses it into memory; prints {"mails":n,"milliseconds":n,"cpuMilliseconds":n,"letters":n}.
// node read-mailbox.mjs PORT USER PASSWORD
import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';

const [port, user, pass] = process.argv.slice(2);
const begun = performance.now();
const client = new ImapFlow({ host: '127.0.0.1', port: Number(port), secure: false, doSTARTTLS: false, auth: { user, pass }, logger: false });
await client.connect();
await client.mailboxOpen('INBOX', { readOnly: true });
const mails = [];
for await (const message of client.fetch('1:*', { uid: true, internalDate: true, source: true })) {
  mails.push(await simpleParser(message.source));
}
await client.logout();
const letters = mails.reduce((sum, mail) => sum + (mail.text?.length ?? 0), 0);
const cpu = process.cpuUsage();
console.log(JSON.stringify({ mails: mails.length, milliseconds: Math.round(performance.now() - begun), cpuMilliseconds: Math.round((cpu.user + cpu.system) / 1000), letters }));
