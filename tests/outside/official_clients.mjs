// The steps of HighLevel's npm client. `can` has to succeed, `cannot` has to fail with these words.
import assert from 'node:assert/strict';
import { HighLevel } from '@gohighlevel/api-client';

const base = process.argv[2];
HighLevel.BASE_URL = base;
let steps = 0;

async function can(name, step) {
  try {
    const answer = await step();
    console.log(`npm: ${name}`);
    steps += 1;
    return answer;
  } catch (error) {
    console.log(`npm: ${name}: FAILED: ${error.message} ${JSON.stringify(error.response ?? '')}`);
    process.exit(1);
  }
}

async function cannot(name, words, step) {
  await assert.rejects(step, (error) => error.message.includes(words), name);
  console.log(`npm: ${name}: the client cannot`);
  steps += 1;
}

const course = (locationId) => ({
  locationId,
  products: [{
    title: 'Bread', description: 'All about bread',
    categories: [{
      title: 'Start', visibility: 'published',
      posts: [{ title: 'Dough', visibility: 'draft', contentType: 'video', description: '<p>Flour and water.</p>' }],
    }],
  }],
});
const file = () => {
  const form = new FormData();
  form.append('file', new Blob(['Flour and water.']), 'dough.txt');
  form.append('name', 'dough.txt');
  return form;
};
const list = { sortBy: 'createdAt', sortOrder: 'desc', type: 'file', altType: 'location', altId: 'sandbox' };
// The client sends JSON if nobody says otherwise.
const multipart = { 'Content-Type': 'multipart/form-data' };

const privately = new HighLevel({ privateIntegrationToken: 'pit-of-the-script', logLevel: 'error' });
const started = await can('imports with a private token', () => privately.courses.importCourses(course('sandbox')));
assert.equal(started.processingCourses[0].title, 'Bread');
await can('makes a folder', () =>
  privately.medias.createMediaFolder({ altId: 'sandbox', altType: 'location', name: 'Pictures' }));
await cannot('uploads a file as it is documented', 'multipart/form-data', () => privately.medias.uploadMediaContent(file()));
const uploaded = await can('uploads a file with the header', () =>
  privately.medias.uploadMediaContent(file(), { headers: multipart }));
assert.equal(await (await fetch(uploaded.url)).text(), 'Flour and water.');
const { files } = await can('lists files', () => privately.medias.fetchMediaContent(list));
assert.deepEqual(files.map((found) => found.name), ['dough.txt']);
await can('deletes a file', () =>
  privately.medias.deleteMediaContent({ id: files[0]._id, altType: 'location', altId: 'sandbox' }));

const [client, secret, redirect] = ['app-of-the-script', 'secret-of-the-script', 'http://localhost:9/callback'];
const app = new HighLevel({ clientId: client, clientSecret: secret, logLevel: 'error' });

// What a person does in the browser; gives the code.
async function letIn(location, scopes) {
  const page = new URL(app.oauth.getAuthorizationUrl(client, redirect, scopes.join(' ')));
  const address = base + page.pathname;
  assert.equal((await fetch(address + page.search)).status, 200);
  const body = new URLSearchParams(page.search);
  body.set('decision', 'allow');
  body.set('location', location);
  scopes.forEach((scope) => body.set(`may:${scope}`, 'on'));
  const answer = await fetch(address, { method: 'POST', body, redirect: 'manual' });
  return new URL(answer.headers.get('location')).searchParams.get('code');
}

const exchange = async (location, userType, scopes) => app.oauth.getAccessToken({
  client_id: client, client_secret: secret, grant_type: 'authorization_code', code: await letIn(location, scopes),
  user_type: userType, redirect_uri: redirect,
});

const scopes = ['courses.write', 'courses.readonly', 'medias.write', 'medias.readonly'];
const tokens = await can('logs in for a location', () => exchange('sandbox', 'Location', scopes));
await app.getSessionStorage().setSession('sandbox', tokens);
await can('imports with a login', () => app.courses.importCourses(course('sandbox')));
// It looks for the location in `locationId`, and the call has it in `altId`.
await cannot('lists files with a login', 'token required', () => app.medias.fetchMediaContent(list));
const header = { locationId: 'sandbox' };
await can('lists files with a login and a header', () => app.medias.fetchMediaContent(list, { headers: header }));
await can('uploads with a login', () => app.medias.uploadMediaContent(file(), { headers: { ...multipart, ...header } }));
const renewed = await can('renews the login', () =>
  app.oauth.refreshToken(tokens.refresh_token, client, secret, 'refresh_token', 'Location'));
assert.notEqual(renewed.access_token, tokens.access_token);

const agency = await can('logs in for an agency', () =>
  exchange('sandbox-agency', 'Company', [...scopes, 'oauth.write', 'oauth.readonly']));
await app.getSessionStorage().setSession('sandbox-agency', agency);
const own = await can('gets a token for a location', () =>
  app.oauth.getLocationAccessToken({ companyId: 'sandbox-agency', locationId: 'sandbox-2' }));
assert.equal(own.locationId, 'sandbox-2');
const installed = await can('lists locations', () =>
  app.oauth.getInstalledLocation({ companyId: 'sandbox-agency', appId: client }));
assert.equal(installed.count, 2);
console.log(`npm: ${steps} steps`);
