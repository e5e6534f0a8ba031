// Parses every mail of a folder into memory, again and again; prints {"mails":n,"cpuMilliseconds":n,"letters":n,"attachments":n}.
// What the worker's reader does not do either (text as HTML, links, pictures put into HTML) is switched off.
// node read-files.mjs FOLDER SECONDS
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';

const [folder, seconds] = process.argv.slice(2);
const mails = readdirSync(folder).filter((name) => name.endsWith('.eml')).sort().map((name) => readFileSync(join(folder, name)));
const options = { skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true };

async function readFor(atLeast) {
  const begun = performance.now();
  let read = 0, letters = 0, attachments = 0;
  while (performance.now() - begun < atLeast * 1000) {
    for (const raw of mails) {
      const mail = await simpleParser(raw, options);
      letters += mail.text?.length ?? 0;
      attachments += mail.attachments.length;
    }
    read += mails.length;
  }
  return { read, letters, attachments };
}

await readFor(seconds / 2);
const before = process.cpuUsage();
const { read, letters, attachments } = await readFor(seconds);
const cpu = process.cpuUsage(before);
console.log(JSON.stringify({ mails: read, cpuMilliseconds: (cpu.user + cpu.system) / 1000, letters, attachments }));
