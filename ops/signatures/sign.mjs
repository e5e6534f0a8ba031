// Signs and checks webhooks and requests with the packages twilio, standardwebhooks and oauth-1.0a: node sign.mjs <CASES >ANSWERS
// A case is a line of JSON, its answer a line of JSON at the same place. Bodies are Base64 of their bytes. First: npm ci in this folder.
//   {"twilio":{token,url,params}}                      -> {"signature"}     params: values, or lists of values
//   {"twilio":{token,url,params,signature}}            -> {"valid"}
//   {"twilio":{token,url,body,signature}}              -> {"valid"}         a body that is no form
//   {"webhook":{secret,id,timestamp,body}}             -> {"signature"}
//   {"webhook":{secret,id,timestamp,body,signature}}   -> {"valid"}         the timestamp is taken as now
//   {"oauth1":{key,secret,token,tokenSecret,method,url,nonce,timestamp}} -> {"signature"}
import { createHmac } from 'node:crypto';
import { createInterface } from 'node:readline';
import OAuth from 'oauth-1.0a';
import { Webhook } from 'standardwebhooks';
import twilio from 'twilio/lib/webhooks/webhooks.js';

const text = body => Buffer.from(body, 'base64').toString('utf8');

function ofTwilio({ token, url, params, body, signature }) {
  if (body !== undefined) return { valid: twilio.validateRequestWithBody(token, signature, url, text(body)) };
  return signature === undefined
    ? { signature: twilio.getExpectedTwilioSignature(token, url, params) }
    : { valid: twilio.validateRequest(token, signature, url, params) };
}

function ofWebhook({ secret, id, timestamp, body, signature }) {
  const webhook = new Webhook(secret);
  if (signature === undefined) return { signature: webhook.sign(id, new Date(timestamp * 1000), text(body)) };
  Date.now = () => timestamp * 1000;
  try {
    webhook.verify(text(body), { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature });
    return { valid: true };
  } catch (fault) {
    // What is signed is not always JSON, which it parses after the check.
    return { valid: fault instanceof SyntaxError };
  }
}

function ofOAuth1({ key, secret, token, tokenSecret, method, url, nonce, timestamp }) {
  const oauth = new OAuth({
    consumer: { key, secret },
    signature_method: 'HMAC-SHA1',
    hash_function: (text, signingKey) => createHmac('sha1', signingKey).update(text).digest('base64'),
  });
  oauth.getNonce = () => nonce;
  oauth.getTimeStamp = () => timestamp;
  return { signature: oauth.authorize({ url, method }, { key: token, secret: tokenSecret }).oauth_signature };
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { twilio: hook, oauth1: request, webhook } = JSON.parse(line);
  process.stdout.write(JSON.stringify(hook ? ofTwilio(hook) : request ? ofOAuth1(request) : ofWebhook(webhook)) + '\n');
}
