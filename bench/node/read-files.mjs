// Parses every mail of a folder into memory, again and again; prints {"mails":n,"cpuMilliseconds":n,"letters":n,"attachments":n}.
// What the worker's reader does not do either (text as HTML, links, pictures put into HTML) is switched off.
// node read-files.mjs FOLDER SECONDS-OF-CPU
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';

const [folder, seconds] = process.argv.slice(2);
const mails = readdirSync(folder).filter((name) => name.endsWith('.eml')).sort().map((name) => readFileSync(join(folder, name)));
const options = { skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true };

function cpuMilliseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function readFor(atLeast) {
  const begun = cpuMilliseconds();
  let read = 0, letters = 0, attachments = 0;
  while (cpuMilliseconds() - begun < atLeast * 1000) {
    for (const raw of mails) {
      const mail = await simpleParser(raw, options);
      letters += mail.text?.length ?? 0;
      attachments += mail.attachments.length;
    }
    read += mails.length;
  }
  return { read, letters, attachments };
}

await readFor(Number(seconds));
const before = cpuMilliseconds();
const { read, letters, attachments } = await readFor(seconds);
console.log(JSON.stringify({ mails: read, cpuMilliseconds: cpuMilliseconds() - before, letters, attachments }));
