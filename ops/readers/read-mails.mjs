// Reads raw mails with mailparser: node read-mails.mjs FOLDER-OR-FILE...
// The same lines of JSON as read-mails.py, whose head describes them. First: npm ci in this folder.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { simpleParser } from 'mailparser';

// A lone surrogate cannot be carried by JSON.
const clean = text => (text === undefined || text === null || text === false ? null : String(text).replace(/[\uD800-\uDFFF]/gu, '\uFFFD'));
const lines = text => clean(text)?.replace(/\r\n?/g, '\n') ?? null;

function addresses(field) {
  const found = [];
  const add = one => {
    if (one.group) one.group.forEach(add);
    else found.push({ name: clean(one.name) || null, address: clean(one.address) ?? '' });
  };
  for (const list of [field ?? []].flat()) list.value.forEach(add);
  return found;
}

async function read(path) {
  const file = basename(path);
  try {
    const mail = await simpleParser(readFileSync(path), { skipImageLinks: true, skipTextToHtml: true, skipHtmlToText: true });
    const date = mail.date && !Number.isNaN(mail.date.getTime()) ? mail.date.toISOString().replace(/\.\d+Z$/, 'Z') : null;
    return {
      file,
      subject: clean(mail.subject),
      from: addresses(mail.from),
      to: addresses(mail.to),
      cc: addresses(mail.cc),
      replyTo: addresses(mail.replyTo),
      sender: addresses(mail.headers.get('sender')),
      messageId: clean(mail.messageId),
      date,
      text: lines(mail.text),
      html: lines(mail.html),
      attachments: mail.attachments.map(one => ({
        name: clean(one.filename),
        type: one.contentType,
        bytes: one.content.length,
        sha256: createHash('sha256').update(one.content).digest('hex'),
      })),
      error: null,
    };
  } catch (fault) {
    return { file, error: clean(`${fault.name}: ${fault.message}`) };
  }
}

for (const given of process.argv.slice(2)) {
  const paths = statSync(given).isDirectory()
    ? readdirSync(given, { encoding: 'buffer' }).sort(Buffer.compare).map(String).filter(name => !name.endsWith('.json')).map(name => join(given, name))
    : [given];
  for (const path of paths) {
    if (statSync(path).isFile()) process.stdout.write(JSON.stringify(await read(path)) + '\n');
  }
}
