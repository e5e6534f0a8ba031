// Visits pages with Debian's Chromium and says what it saw: node browse.mjs <VISITS >SEEN. First: npm ci in this folder.
// A visit is a line of JSON, what was seen a line of JSON at the same place, or {"fault"}. The browser lives until the end of the input.
//   {url, width, height, language, caller, script, fields: [{id, text}], screenshot}
//     language: what the browser asks for; caller: X-Forwarded-For, as a reverse proxy writes it; script: false switches JavaScript off;
//     fields: reached, filled and at the end sent with the keyboard alone; screenshot: a file, or null
//   {status, title, language, direction, text, focus, faultLeadsTo, controls, walk, texts, overflows, requests, cookies, violations}
//     controls: what takes the focus, in the order of the document; walk: what Tab reached, in its order; boxes in CSS pixels
//     overflows: what is wider than the screen at this width, at 320 pixels and at 200 % text; empty without script, as are violations
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const mostTabs = 60;
const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

// Inside the page: how an element stands there.
function describe(element) {
  const box = element.getBoundingClientRect();
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  return {
    name: element.id ? '#' + element.id : element.className ? '.' + element.className : `${element.localName} ${element.textContent.trim()}`,
    top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right,
    outline: outlineStyle === 'none' ? 'none' : `${outlineWidth} ${outlineStyle} ${outlineColor}`,
  };
}

function focused() {
  const element = document.activeElement;
  return !element || element === document.body ? null : describe(element);
}

function controls() {
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select, [tabindex]')]
    .filter(element => element.tabIndex >= 0 && element.checkVisibility())
    .map(describe);
}

// Numbers inside text, and fields for them: which way round their characters stand.
function texts() {
  return [...document.querySelectorAll('bdi, input[dir]')].filter(element => element.checkVisibility()).map(element => {
    const text = element.textContent;
    const places = [...text].map((_, place) => {
      const range = document.createRange();
      range.setStart(element.firstChild, place);
      range.setEnd(element.firstChild, place + 1);
      return range.getBoundingClientRect().left;
    });
    return { text, direction: getComputedStyle(element).direction, runs: places.every((left, place) => place === 0 || left >= places[place - 1]) ? 'ltr' : 'rtl' };
  });
}

function overflow(where) {
  const root = document.documentElement;
  const wide = [...document.body.querySelectorAll('*:not(.trap, .trap *)')]
    .filter(element => element.getBoundingClientRect().left < -0.5 || element.getBoundingClientRect().right > root.clientWidth + 0.5)
    .map(element => `${where}: ${describe(element).name}`);
  return root.scrollWidth > root.clientWidth ? [`${where}: page of ${root.scrollWidth} in ${root.clientWidth}`, ...wide] : wide;
}

const inPage = `${describe}\n${focused}\n${controls}\n${texts}\n${overflow}\n`;
const ask = (page, expression) => page.evaluate(`(() => { ${inPage} return ${expression}; })()`);
const focus = page => ask(page, 'focused()');

async function fill(page, fields) {
  for (const { id, text } of fields) {
    for (let tabs = 0; (await focus(page))?.name !== '#' + id; tabs++) {
      if (tabs === mostTabs) throw new Error(`Tab never reaches #${id}`);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  }
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

async function walk(page) {
  const reached = [];
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    await page.keyboard.press('Tab');
    const control = await focus(page);
    if (control && reached.some(one => one.name === control.name)) break;
    if (control) reached.push(control);
  }
  return reached;
}

async function overflows(page, { width, height }) {
  const wide = await ask(page, `overflow('${width}')`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  wide.push(...await ask(page, `overflow('${width} at 200 %')`));
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  await page.setViewportSize({ width: 320, height });
  wide.push(...await ask(page, `overflow('320')`));
  await page.setViewportSize({ width, height });
  return wide;
}

async function violations(page, { width }) {
  await page.evaluate(axe);
  const run = tags => page.evaluate(tags => axe.run(document, { preload: false, resultTypes: ['violations'], runOnly: tags }), tags);
  const found = (await run(tags)).violations;
  if (width < 600) { // the colours are the same on every screen
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await run(['color-contrast'])).violations);
    await page.emulateMedia({ colorScheme: 'light' });
  }
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => node.target.join(' ')).join(', ')}`);
}

const people = new Map(); // one context for each kind of customer

async function personOf(browser, { width, height, language, script }) {
  const kind = JSON.stringify([width, height, language, script]);
  if (!people.has(kind)) people.set(kind, await browser.newContext({ viewport: { width, height }, locale: language, javaScriptEnabled: script }));
  return people.get(kind);
}

async function visit(browser, wanted) {
  const { url, caller, script, fields, screenshot } = wanted;
  const person = await personOf(browser, wanted);
  const page = await person.newPage();
  try {
    const requests = [];
    let status = 0;
    page.on('request', request => requests.push(request.url()));
    page.on('response', response => { if (response.request().isNavigationRequest()) status = response.status(); });
    if (caller) await page.setExtraHTTPHeaders({ 'X-Forwarded-For': caller });
    await page.goto(url);
    if (fields.length > 0) await fill(page, fields);
    const seen = {
      status,
      title: await page.title(),
      ...await page.evaluate(() => ({ language: document.documentElement.lang, direction: document.documentElement.dir, text: document.body.innerText })),
      focus: await focus(page),
      controls: await ask(page, 'controls()'),
      texts: await ask(page, 'texts()'),
      overflows: script ? await overflows(page, wanted) : [],
      violations: script ? await violations(page, wanted) : [],
    };
    if (screenshot) await page.screenshot({ path: screenshot, fullPage: true });
    seen.walk = await walk(page);
    if (await page.evaluate(() => document.querySelector('.faults a') !== null)) {
      await page.focus('.faults a');
      await page.keyboard.press('Enter');
      seen.faultLeadsTo = (await focus(page))?.name;
    }
    return { ...seen, requests, cookies: (await person.cookies()).map(cookie => cookie.name) };
  } finally {
    await page.close();
  }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium' });
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const seen = await visit(browser, JSON.parse(line)).catch(fault => ({ fault: String(fault) }));
  process.stdout.write(JSON.stringify(seen) + '\n');
}
await browser.close();
